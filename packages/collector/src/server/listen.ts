import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { answerUnreadable } from './answer-unreadable.ts';
import type { Options } from '../configuration/index.ts';
import { drainServer, type Turn } from './drain.ts';
import { CountedResponse, Gate } from './fast-path/gate.ts';
import { createFastPath } from './fast-path/fast-path.ts';
import type { Log } from '../log.ts';
import type { ConnectionCounters } from '../metrics/counters.ts';
import type { Dispatch } from '../routes/route.ts';

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

/** Options of a server about its clients. */
export type ServeOptions = Pick<Options, 'host' | 'port' | 'drainMs' | 'timeouts'> & {
  readonly limits: Pick<Options['limits'], 'maxHeaderBytes' | 'maxBodyBytes' | 'maxConnections'>;
};

/** Delay with which a slow client may be noticed, in ms: Node looks at all connections then. */
const maxCheckIntervalMs = 5_000;
/** Size of a connection's buffers: the rest stays with the system. */
const bufferBytes = 16 * 1_024;
/** Time that a connection stays open beyond the announced `Keep-Alive`, as in Node: a request sent at the last moment
 * is still answered. */
const keepAliveGraceMs = 1_000;

/** Handlers of a server's requests. */
export interface Handlers {
  /** Answers any request, such as the callback of a Koa application. */
  readonly application: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Answers simple requests without Node's HTTP objects; null: the application answers all. */
  readonly fastPath: Dispatch | null;
}

/** Dependencies of a server. */
export interface ListenDeps {
  readonly log: Log;
  readonly counters: ConnectionCounters;
  /** Waits for the connections that another process has accepted for this server. */
  readonly turn?: Turn | undefined;
}

/**
 * Serves an application over HTTP.
 *
 * @throws errors of the system, such as EADDRINUSE
 */
export async function listen(
  { application, fastPath }: Handlers,
  { host, port, drainMs, timeouts, limits }: ServeOptions,
  { log, counters, turn }: ListenDeps,
): Promise<Listening> {
  let draining = false;
  let lastAccepted = Number.NEGATIVE_INFINITY;
  /** Connections that Node's parser reads. */
  const gates = new Set<Gate>();
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
      highWaterMark: bufferBytes,
      ServerResponse: CountedResponse,
    },
    (request, response) => {
      if (draining) response.setHeader('connection', 'close');
      // Koa answers its own errors; a promise it rejects would be a bug of ours, and is logged.
      application(request, response).catch(onFailure);
    },
  );
  // Node by itself writes `100 Continue` at once, also into the midst of the answer to the request before.
  server.on('checkContinue', (request, response) => {
    if (response.socket !== null) response.writeContinue();
    server.emit('request', request, response);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const answered = answerUnreadable(error, socket);
    // A request whose body is too slow has reached a route, which answers and logs it itself.
    if (answered === null || (socket instanceof Gate && socket.isReading())) return;
    log.warn({ event: 'rejected', ...answered }, 'a request could not be read');
    counters.rejectRequest(answered.reason);
  });
  server.maxConnections = limits.maxConnections;
  server.on('drop', () => {
    if (counters.dropConnection() > 1) return;
    const fields = { event: 'connections-dropped', maxConnections: limits.maxConnections };
    log.warn(fields, 'connections over limits.maxConnections are closed; the metrics count them');
  });
  // Node's own: it reads whatever comes.
  const [readAll] = server.listeners('connection');
  const idleMs = timeouts.keepAliveMs + keepAliveGraceMs;
  const fast = createFastPath({
    dispatch: fastPath ?? (() => null),
    now: Date.now,
    limits,
    timeouts: { ...timeouts, idleMs },
    isDraining: () => draining,
    handOver(socket, bytes) {
      const gate = new Gate(socket, bytes, idleMs);
      gates.add(gate);
      gate.once('close', () => gates.delete(gate));
      readAll?.call(server, gate);
    },
    onFailure,
    onNoRequest(socket) {
      const error = Object.assign(new Error('no request'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
      server.emit('clientError', error, socket);
    },
  });
  server.removeAllListeners('connection').on('connection', (socket) => {
    lastAccepted = performance.now();
    fast.take(socket);
  });
  server.listen(port, host);
  await once(server, 'listening');

  return {
    url: urlOf(server, host),
    async drain() {
      draining = true;
      const connections = {
        lastAccepted: () => lastAccepted,
        isBusy: () => fast.isBusy() || [...gates].some(({ open }) => open.size > 0),
        announceEnd() {
          for (const { open } of gates) {
            for (const response of open) {
              if (!response.headersSent) response.setHeader('connection', 'close');
            }
          }
        },
        closeIdle() {
          fast.closeIdle();
          for (const gate of gates) if (gate.isIdle()) gate.destroy();
        },
        closeAll() {
          fast.closeAll();
          for (const gate of gates) gate.destroy();
        },
      };
      await drainServer(server, connections, drainMs, turn);
    },
  };
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
