import type { Socket } from 'node:net';
import { bodyTooLarge } from '../../ingest/request-body.ts';
import type { Options } from '../../configuration/index.ts';
import type { Dispatch } from '../../routes/route.ts';
import type { Answer } from '../../pipeline/request/answer.ts';
import { rawRequest } from '../../pipeline/request/raw-request.ts';
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
export interface FastPathDeps {
  readonly dispatch: Dispatch;
  /** Clock, Unix ms. */
  readonly now: () => number;
  readonly limits: Pick<Options['limits'], 'maxHeaderBytes' | 'maxBodyBytes'>;
  readonly timeouts: Pick<Options['timeouts'], 'headersMs' | 'keepAliveMs'> & {
    /** Longest time between requests, and longest time in which a client reads none of its answer. */
    readonly idleMs: number;
  };
  /** Tells whether connections are to end with their next answer. */
  readonly isDraining: () => boolean;
  /** Hands a connection over to `node:http`, with the bytes that were read from it. */
  readonly handOver: (socket: Socket, bytes: Buffer) => void;
  /** Called with an error that can only be a bug of the collector; its connection is closed. */
  readonly onFailure: (error: unknown) => void;
  /** Takes over a connection that has sent no request in time. */
  readonly onNoRequest: (socket: Socket) => void;
}

/** State of a connection. */
interface Progress {
  /** True: the last request is not yet answered, or its answer is not yet sent. */
  isBusy: boolean;
  /** True: there was a request. */
  hasSentRequest: boolean;
}

/**
 * Answers simple requests without Node's HTTP objects, which cost three times as much as the work on the bytes. Any
 * other request is handed over to `node:http` together with its connection, and no byte is lost.
 */
export function createFastPath({ dispatch, limits, timeouts, ...deps }: FastPathDeps): FastPath {
  const readSimpleRequest = createSimpleRequestReader();
  const serializeAnswer = createAnswerSerializer();
  const open = new Map<Socket, Progress>();
  let second = Number.NaN;
  let date = '';
  const keepAlive = `Connection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(timeouts.keepAliveMs / 1_000)}\r\n`;

  /** RFC 9110 §6.6.1; made once a second. */
  function dateAt(now: number): string {
    if (Math.floor(now / 1_000) !== second) {
      second = Math.floor(now / 1_000);
      date = new Date(now).toUTCString();
    }
    return date;
  }

  function dispatchBytes(socket: Socket, bytes: Buffer): Promise<Answer> | null {
    const request = readSimpleRequest(bytes);
    if (request === null || request.body.length > limits.maxBodyBytes) return null;
    if (bytes.length - request.body.length > limits.maxHeaderBytes) return null;
    const { method, target, headers, body } = request;
    const remoteAddress = socket.remoteAddress ?? '';
    const head = { method, headers, remoteAddress, encrypted: false, received: deps.now() };
    return dispatch(rawRequest(target, head), async (maxBytes = limits.maxBodyBytes) => {
      if (body.length > maxBytes) throw bodyTooLarge(maxBytes);
      return body;
    });
  }

  function take(socket: Socket): void {
    const progress: Progress = { isBusy: false, hasSentRequest: false };
    let hasEnded = false;
    /** Bytes that arrived while a request was being answered: the next request. */
    let next: Buffer | null = null;

    function onData(bytes: Buffer): void {
      if (progress.isBusy) {
        next = next === null ? bytes : Buffer.concat([next, bytes]);
        socket.pause();
        return;
      }
      const pending = dispatchBytes(socket, bytes);
      if (pending === null) {
        release();
        deps.handOver(socket, bytes);
        return;
      }
      progress.isBusy = true;
      if (!progress.hasSentRequest) socket.setTimeout(timeouts.idleMs);
      progress.hasSentRequest = true;
      pending.then(answer, abort);
    }

    function answer(response: Answer): void {
      if (!socket.writable) return;
      try {
        write(response);
      } catch (error) {
        abort(error);
      }
    }

    function write(response: Answer): void {
      // After 413 the rest of the body is not read, so the connection cannot go on.
      const isLast = (hasEnded && next === null) || response.status === 413 || deps.isDraining();
      const connection = isLast ? 'Connection: close\r\n' : keepAlive;
      const text = serializeAnswer(response, dateAt(deps.now()), connection);
      const hasLeft = socket.write(text, 'latin1');
      if (isLast) socket.destroySoon();
      // The next request waits until the answer is sent: a client that never reads does not fill memory here.
      else if (hasLeft) readNext();
      else socket.once('drain', readNext);
    }

    function abort(error: unknown): void {
      deps.onFailure(error);
      socket.destroy();
    }

    function readNext(): void {
      progress.isBusy = false;
      if (next === null) {
        if (hasEnded) socket.destroySoon();
        return;
      }
      const bytes = next;
      next = null;
      socket.resume();
      onData(bytes);
    }

    function onEnd(): void {
      hasEnded = true;
      if (!progress.isBusy) socket.destroySoon();
    }

    function onTimeout(): void {
      if (progress.hasSentRequest) {
        // Idle, or the client does not read. While its answer is still being computed, the client may wait.
        if (!progress.isBusy || socket.writableLength > 0) socket.destroy();
        return;
      }
      release();
      deps.onNoRequest(socket);
    }

    function onClose(): void {
      open.delete(socket);
    }

    /** Stops listening. `error` keeps its listener: an 'error' that nobody listens for would end the process. */
    function release(): void {
      open.delete(socket);
      socket.setTimeout(0);
      socket.off('data', onData).off('end', onEnd).off('timeout', onTimeout).off('close', onClose);
    }

    open.set(socket, progress);
    socket.setTimeout(timeouts.headersMs);
    socket.on('data', onData).on('end', onEnd).on('timeout', onTimeout).on('close', onClose);
    socket.on('error', ignore);
  }

  return {
    take,
    isBusy: () =>
      [...open].some(([{ writableLength }, { isBusy }]) => isBusy || writableLength > 0),
    closeIdle() {
      for (const [socket, { isBusy, hasSentRequest }] of open) {
        if (hasSentRequest && !isBusy && socket.writableLength === 0) socket.destroy();
      }
    },
    closeAll() {
      for (const socket of open.keys()) socket.destroy();
    },
  };
}

/** A client that has gone: 'close' follows. */
function ignore(): void {}
