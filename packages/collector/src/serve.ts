import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Server as NetServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { answerUnreadable } from './answer-unreadable.ts';
import type { Options } from './configuration/index.ts';
import { createLane } from './lane/lane.ts';
import type { Log } from './log.ts';
import type { ConnectionTally } from './metrics/tally.ts';
import type { Dispatch } from './routes/route.ts';

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

/** What a server is told about its clients. */
export type ServeOptions = Pick<Options, 'host' | 'port' | 'drainMs' | 'timeouts'> & {
  readonly limits: Pick<Options['limits'], 'maxHeaderBytes' | 'maxBodyBytes' | 'maxConnections'>;
};

/** How late a slow client may be noticed, in ms: Node looks at all connections then. */
const maxCheckIntervalMs = 5_000;
/** On the way out Node enforces neither: then what is not whole by now is cut. Longer than a commit takes. */
const lastRequestsMs = 15_000;
/** How long a connection that was accepted last may take to send its request. */
const lastCallMs = 100;

/** What answers the requests of a server. */
export interface Handlers {
  /** Answers any request, such as the callback of a Koa application. */
  readonly application: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Answers simple requests without Node's HTTP objects; null: the application answers all. */
  readonly fastPath: Dispatch | null;
}

/**
 * Serves an application over HTTP.
 *
 * @throws what listening throws, such as EADDRINUSE
 */
export async function listen(
  { application, fastPath }: Handlers,
  { host, port, drainMs, timeouts, limits }: ServeOptions,
  log: Log,
  tally: ConnectionTally,
): Promise<Listening> {
  let draining = false;
  const open = new Set<ServerResponse>();
  // One function for all: each request needs it.
  function forget(this: ServerResponse): void {
    open.delete(this);
  }
  function onFailure(error: unknown): void {
    log.error({ event: 'request-failed', err: error }, 'a request has failed');
  }
  const server = createServer(
    {
      headersTimeout: timeouts.headersMs,
      requestTimeout: timeouts.requestMs,
      keepAliveTimeout: timeouts.keepAliveMs,
      connectionsCheckingInterval: Math.min(timeouts.headersMs, maxCheckIntervalMs),
      maxHeaderSize: limits.maxHeaderBytes,
    },
    (request, response) => {
      if (draining) response.setHeader('connection', 'close');
      open.add(response);
      response.on('close', forget);
      // Koa answers its own errors; a promise it rejects would be a bug of ours, and is logged.
      application(request, response).catch(onFailure);
    },
  );
  // Node by itself writes `100 Continue` at once, also into the midst of the answer to the request before.
  server.on('checkContinue', (request, response) => {
    if (response.socket !== null) response.writeContinue();
    server.emit('request', request, response);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const answered = answerUnreadable(error, socket);
    // A request whose body is too slow has a route that reads it, and tells what became of it.
    if (answered === null || isBeingRead(socket, open)) return;
    log.warn({ event: 'rejected', ...answered }, 'a request could not be read');
    tally.rejectRequest(answered.reason);
  });
  server.maxConnections = limits.maxConnections;
  server.on('drop', () => {
    if (tally.dropConnection() > 1) return;
    const fields = { event: 'connections-dropped', maxConnections: limits.maxConnections };
    log.warn(fields, 'connections over limits.maxConnections are closed; the metrics count them');
  });
  // Node's own: it reads whatever comes.
  const [readAll] = server.listeners('connection');
  const lane = createLane({
    front: fastPath ?? (() => null),
    now: Date.now,
    limits,
    timeouts,
    isDraining: () => draining,
    passOn(socket, bytes) {
      readAll?.call(server, socket);
      socket.unshift(bytes);
    },
    onFailure,
    onSilent(socket) {
      const error = Object.assign(new Error('no request'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
      server.emit('clientError', error, socket);
    },
  });
  server.removeAllListeners('connection').on('connection', lane.take);
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
        if (open.size + lane.busy() > 0 && performance.now() < last) return;
        server.closeAllConnections();
        lane.closeAll();
      }, lastCallMs);
      await closed;
      clearInterval(cut);
    },
  };
}

/** Whether a request of this connection has reached the application, and is not whole. */
function isBeingRead(socket: Socket, open: ReadonlySet<ServerResponse>): boolean {
  return [...open].some(({ req }) => req.socket === socket && !req.complete);
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
