import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { Server as NetServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type Koa from 'koa';
import type { Options } from './configuration/index.ts';
import type { Log } from './log.ts';

/** A server that is listening. */
export interface Listening {
  /** Such as `http://localhost:8700`. */
  readonly url: string;
  /**
   * Stops without cutting a request: takes requests for `drainMs` more, each told to close its
   * connection, then no new ones, and resolves when the last is answered. A request that is not
   * whole after 15 s more is cut: it would never end.
   */
  drain(): Promise<void>;
}

/** Why Node could not read a request. */
export type UnreadableReason = 'headers-too-large' | 'malformed-request' | 'request-timeout';

/** What a browser or client may take to send its headers, in ms: slow ones must not pile up. */
const headersTimeoutMs = 20_000;
/** And its whole request. */
const requestTimeoutMs = 60_000;
/** On the way out Node enforces neither: then what is not whole by now is cut. Longer than a commit takes. */
const lastRequestsMs = 15_000;
/** How long a connection that was accepted last may take to send its request. */
const lastCallMs = 100;

/**
 * Serves an application over HTTP.
 *
 * @throws what listening throws, such as EADDRINUSE
 */
export async function listen(
  app: Koa,
  { host, port, drainMs }: Pick<Options, 'host' | 'port' | 'drainMs'>,
  log: Log,
  onUnreadable: (reason: UnreadableReason) => void = () => {},
): Promise<Listening> {
  let draining = false;
  const open = new Set<ServerResponse>();
  // One function for all: each request needs it.
  function forget(this: ServerResponse): void {
    open.delete(this);
  }
  const handle = app.callback();
  const server = createServer(
    { headersTimeout: headersTimeoutMs, requestTimeout: requestTimeoutMs },
    (request, response) => {
      if (draining) response.setHeader('connection', 'close');
      open.add(response);
      response.on('close', forget);
      // Koa answers its own errors; a promise it rejects would be a bug of ours, and is logged.
      handle(request, response).catch((error: unknown) => {
        log.error({ event: 'request-failed', err: error }, 'a request has failed');
      });
    },
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    answerUnreadable(error, socket, (reason, status) => {
      log.warn({ event: 'rejected', reason, status }, 'a request could not be read');
      onUnreadable(reason);
    });
  });
  server.listen(port, host);
  await once(server, 'listening');

  return {
    url: urlOf(server, host),
    async drain() {
      draining = true;
      for (const response of open) {
        if (!response.headersSent) response.setHeader('connection', 'close');
      }
      await wait(drainMs);
      const closed = once(server, 'close');
      // Unlike http.Server's own close this leaves open connections alone: one that was accepted just
      // now has yet to send its request.
      NetServer.prototype.close.call(server);
      // Browsers open connections ahead of need, and to Node one that never asked is not idle.
      const last = performance.now() + lastRequestsMs;
      const cut = setInterval(() => {
        if (open.size === 0 || performance.now() > last) server.closeAllConnections();
      }, lastCallMs);
      await closed;
      clearInterval(cut);
    },
  };
}

/** Node's parser could not read the request: there is nothing to answer but a status. */
function answerUnreadable(
  error: NodeJS.ErrnoException,
  socket: Socket,
  report: (reason: UnreadableReason, status: string) => void,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, reason] = unreadable(error.code);
  report(reason, status);
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function unreadable(code: string | undefined): [status: string, reason: UnreadableReason] {
  if (code === 'HPE_HEADER_OVERFLOW')
    return ['431 Request Header Fields Too Large', 'headers-too-large'];
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return ['408 Request Timeout', 'request-timeout'];
  return ['400 Bad Request', 'malformed-request'];
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
