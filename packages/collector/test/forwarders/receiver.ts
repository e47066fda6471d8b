import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A request that a receiver was sent, read whole. */
export interface Received {
  readonly path: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A status, alone or with headers; or no answer at all. */
export type Reply =
  | number
  | { readonly status: number; readonly headers: OutgoingHttpHeaders; readonly body?: string }
  | 'hang'
  | 'close';

/** A real server that is sent webhooks. */
export interface Receiver {
  readonly url: string;
  readonly port: number;
  /** All that it was sent, in the order of arrival. */
  readonly received: readonly Received[];
}

/** Starts a receiver; gone when the test has finished. */
export async function startReceiver(
  reply: (request: Received, index: number) => Reply | Promise<Reply> = () => 204,
): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const { url = '', method = '', headers } = request;
    const seen = { path: url, method, headers, body: await text(request) };
    received.push(seen);
    const answer = await reply(seen, received.length - 1);
    if (answer === 'hang') return;
    if (answer === 'close') {
      response.destroy();
      return;
    }
    if (typeof answer === 'number') response.writeHead(answer).end();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return { url: `http://127.0.0.1:${port}/hook`, port, received };
}
