import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
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

/** Starts a server that keeps nothing of what it was sent; gone when the test has finished. */
export async function startServer(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Pick<Receiver, 'url' | 'port'>> {
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return { url: `http://127.0.0.1:${port}/hook`, port };
}

/** Starts a receiver; gone when the test has finished. */
export async function startReceiver(
  reply: (request: Received, index: number) => Reply | Promise<Reply> = () => 204,
): Promise<Receiver> {
  const received: Received[] = [];
  return { ...(await startServer(answer)), received };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', method = '', headers } = request;
    const seen = { path: url, method, headers, body: await text(request) };
    const said = await reply(seen, received.push(seen) - 1);
    if (said === 'hang') return;
    if (said === 'close') response.destroy();
    else if (typeof said === 'number') response.writeHead(said).end();
    else response.writeHead(said.status, said.headers).end(said.body);
  }
}
