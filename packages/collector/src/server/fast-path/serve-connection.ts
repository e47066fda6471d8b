import type { Socket } from 'node:net';
import type { Options } from '../../configuration/index.ts';
import type { Answer } from '../../pipeline/request/answer.ts';

/** A connection whose simple requests are answered. */
export interface FastConnection {
  readonly socket: Socket;
  /** Tells whether a request is not yet answered, or an answer is not yet sent. */
  isBusy(): boolean;
  /** Tells whether there was a request, and all are answered. */
  isIdle(): boolean;
}

/** Dependencies of all connections. */
export interface ConnectionDeps {
  /** Answers the request that these bytes are; null: they are no simple one. */
  readonly dispatch: (socket: Socket, bytes: Buffer) => Promise<Answer> | null;
  /** Writes an answer as text of one byte a character. `isLast`: the connection ends with it. */
  readonly serialize: (answer: Answer, isLast: boolean) => string;
  readonly timeouts: Pick<Options['timeouts'], 'headersMs'> & {
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

/**
 * Answers the requests of a new connection, one at a time, until one comes that is not simple.
 *
 * @param onRelease called when the connection is closed, or is somebody else's
 */
export function serveConnection(
  socket: Socket,
  deps: ConnectionDeps,
  onRelease: () => void,
): FastConnection {
  const { timeouts } = deps;
  /** True: the last request is not yet answered, or its answer is not yet sent. */
  let isBusy = false;
  let hasSentRequest = false;
  let hasEnded = false;
  /** Bytes that arrived while a request was being answered: the next request. */
  let next: Buffer | null = null;

  socket.setTimeout(timeouts.headersMs);
  socket.on('data', onData).on('end', onEnd).on('timeout', onTimeout).on('close', onRelease);
  socket.on('error', ignore);
  return {
    socket,
    isBusy: () => isBusy || socket.writableLength > 0,
    isIdle: () => hasSentRequest && !isBusy && socket.writableLength === 0,
  };

  function onData(bytes: Buffer): void {
    if (isBusy) {
      next = next === null ? bytes : Buffer.concat([next, bytes]);
      socket.pause();
      return;
    }
    const pending = deps.dispatch(socket, bytes);
    if (pending === null) {
      release();
      deps.handOver(socket, bytes);
      return;
    }
    isBusy = true;
    if (!hasSentRequest) socket.setTimeout(timeouts.idleMs);
    hasSentRequest = true;
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
    const hasLeft = socket.write(deps.serialize(response, isLast), 'latin1');
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
    isBusy = false;
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
    if (!isBusy) socket.destroySoon();
  }

  function onTimeout(): void {
    if (hasSentRequest) {
      // Idle, or the client does not read. While its answer is still being computed, the client may wait.
      if (!isBusy || socket.writableLength > 0) socket.destroy();
      return;
    }
    release();
    deps.onNoRequest(socket);
  }

  /** Stops listening. `error` keeps its listener: an 'error' that nobody listens for would end the process. */
  function release(): void {
    socket.setTimeout(0);
    socket.off('data', onData).off('end', onEnd).off('timeout', onTimeout).off('close', onRelease);
    onRelease();
  }
}

/** A client that has gone: 'close' follows. */
function ignore(): void {}
