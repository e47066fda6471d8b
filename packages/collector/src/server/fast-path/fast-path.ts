import type { Socket } from 'node:net';
import { bodyTooLarge } from '../../ingest/request-body.ts';
import type { Options } from '../../configuration/index.ts';
import type { Dispatch } from '../../routes/route.ts';
import type { Answer } from '../../pipeline/request/answer.ts';
import { rawRequest } from '../../pipeline/request/raw-request.ts';
import { serveConnection, type ConnectionDeps, type FastConnection } from './serve-connection.ts';
import { createAnswerSerializer } from './serialize-answer.ts';
import { createSimpleRequestReader } from './simple-request.ts';

/** Server of simple requests: reads them from a connection's bytes and writes answers as bytes, without `node:http`. */
export interface FastPath {
  /** Answers the requests of a new connection, until one comes that is not simple. */
  readonly take: (socket: Socket) => void;
  /** Tells whether any connection has a request that is not yet answered, or an answer that is not yet sent. */
  isBusy(): boolean;
  /** Closes the connections that have had an answer and have no request open. */
  closeIdle(): void;
  closeAll(): void;
}

/** Dependencies of a fast path. */
export interface FastPathDeps extends Omit<ConnectionDeps, 'dispatch' | 'serialize'> {
  readonly dispatch: Dispatch;
  /** Clock, Unix ms. */
  readonly now: () => number;
  readonly limits: Pick<Options['limits'], 'maxHeaderBytes' | 'maxBodyBytes'>;
  readonly timeouts: ConnectionDeps['timeouts'] & Pick<Options['timeouts'], 'keepAliveMs'>;
}

/**
 * Answers simple requests without Node's HTTP objects, which cost three times as much as the work on the bytes. Any
 * other request is handed over to `node:http` together with its connection, and no byte is lost.
 */
export function createFastPath(deps: FastPathDeps): FastPath {
  const { dispatch, limits, now } = deps;
  const readSimpleRequest = createSimpleRequestReader();
  const serializeAnswer = createAnswerSerializer();
  const open = new Set<FastConnection>();
  const connectionDeps: ConnectionDeps = { ...deps, dispatch: dispatchBytes, serialize };
  const keepAliveSeconds = Math.floor(deps.timeouts.keepAliveMs / 1_000);
  const keepAlive = `Connection: keep-alive\r\nKeep-Alive: timeout=${keepAliveSeconds}\r\n`;
  let second = Number.NaN;
  let date = '';

  /** RFC 9110 §6.6.1; made once a second. */
  function dateAt(time: number): string {
    if (Math.floor(time / 1_000) !== second) {
      second = Math.floor(time / 1_000);
      date = new Date(time).toUTCString();
    }
    return date;
  }

  function serialize(answer: Answer, isLast: boolean): string {
    return serializeAnswer(answer, dateAt(now()), isLast ? 'Connection: close\r\n' : keepAlive);
  }

  function dispatchBytes(socket: Socket, bytes: Buffer): Promise<Answer> | null {
    const request = readSimpleRequest(bytes);
    if (request === null || request.body.length > limits.maxBodyBytes) return null;
    if (bytes.length - request.body.length > limits.maxHeaderBytes) return null;
    const { method, target, headers, body } = request;
    const remoteAddress = socket.remoteAddress ?? '';
    const head = { method, headers, remoteAddress, encrypted: false, received: now() };
    return dispatch(rawRequest(target, head), async (maxBytes = limits.maxBodyBytes) => {
      if (body.length > maxBytes) throw bodyTooLarge(maxBytes);
      return body;
    });
  }

  return {
    take(socket) {
      const connection = serveConnection(socket, connectionDeps, () => open.delete(connection));
      open.add(connection);
    },
    isBusy: () => [...open].some((connection) => connection.isBusy()),
    closeIdle() {
      for (const connection of open) if (connection.isIdle()) connection.socket.destroy();
    },
    closeAll() {
      for (const { socket } of open) socket.destroy();
    },
  };
}
