import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A server that is listening. */
export interface Listening {
  /** Such as `http://localhost:8701`. */
  readonly url: string;
  /** Takes no new requests, and resolves when those under way are answered, or cut after a second. */
  close(): Promise<void>;
}

const maxHeaderBytes = 32 * 1_024;
const requestTimeoutMs = 30_000;
const maxConnections = 512;
/** Time for the answers under way when the server closes, in ms. */
const lastAnswersMs = 1_000;

/**
 * Serves an application over HTTP.
 *
 * @throws errors of the system, such as EADDRINUSE
 */
export async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const options = { maxHeaderSize: maxHeaderBytes, requestTimeout: requestTimeoutMs };
  const server = createServer(options, (request, response) => void answer(request, response));
  server.maxConnections = maxConnections;
  server.listen(port, host);
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${nameOf(host)}:${taken}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      await Promise.race([closed, wait(lastAnswersMs, null, { ref: false })]);
      server.closeAllConnections();
      await closed;
    },
  };
}

function nameOf(host: string): string {
  if (['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
