import type { Socket } from 'node:net';
import { bodyTooLarge } from '../../ingest/body-error.ts';
import type { Options } from '../../configuration/index.ts';
import type { Dispatch } from '../../routes/route.ts';
import type { Answer } from '../../pipeline/request/answer.ts';
import { rawRequest } from '../../pipeline/request/raw-request.ts';
import { answerText } from './answer-text.ts';
import { readSimpleRequest } from './simple-request.ts';

/** The short way of a request: from the bytes of its connection to the bytes of its answer. */
export interface FastPath {
  /** Takes the requests of a new connection, until one comes that is not usual. */
  readonly take: (socket: Socket) => void;
  /** Tells whether an answer is being made or has not left. Looks at all connections. */
  isBusy(): boolean;
  /** Closes the connections that have been answered, and ask nothing. */
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
    /** Time without a request, or with an answer that its client does not read. */
    readonly idleMs: number;
  };
  /** Tells whether connections are to end with their next answer. */
  readonly isDraining: () => boolean;
  /** Takes over a connection with what it has sent: it is the other's from then on. */
  readonly passOn: (socket: Socket, bytes: Buffer) => void;
  /** Is told what can only be a bug of ours; the connection is closed. */
  readonly onFailure: (error: unknown) => void;
  /** Takes over a connection that has asked nothing in time. */
  readonly onSilent: (socket: Socket) => void;
}

/** State of a connection. */
interface Progress {
  /** The last request is being answered, or its answer has not left. */
  isBusy: boolean;
  hasAsked: boolean;
}

/**
 * Answers the usual requests of a server without Node's HTTP objects, which cost each three times as much
 * as its bytes. What is unusual in any way is passed on with its connection, and nothing is lost by it.
 */
export function createFastPath({ dispatch, limits, timeouts, ...deps }: FastPathDeps): FastPath {
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

  function ask(socket: Socket, bytes: Buffer): Promise<Answer> | null {
    const usual = readSimpleRequest(bytes);
    if (usual === null || usual.body.length > limits.maxBodyBytes) return null;
    if (bytes.length - usual.body.length > limits.maxHeaderBytes) return null;
    const { method, target, headers, body } = usual;
    const remoteAddress = socket.remoteAddress ?? '';
    const head = { method, headers, remoteAddress, encrypted: false, received: deps.now() };
    return dispatch(rawRequest(target, head), async (maxBytes = limits.maxBodyBytes) => {
      if (body.length > maxBytes) throw bodyTooLarge(maxBytes);
      return body;
    });
  }

  function take(socket: Socket): void {
    const progress: Progress = { isBusy: false, hasAsked: false };
    let hasEnded = false;
    /** Bytes that were sent meanwhile. */
    let next: Buffer | null = null;

    function onData(bytes: Buffer): void {
      if (progress.isBusy) {
        next = next === null ? bytes : Buffer.concat([next, bytes]);
        socket.pause();
        return;
      }
      const asked = ask(socket, bytes);
      if (asked === null) {
        release();
        deps.passOn(socket, bytes);
        return;
      }
      progress.isBusy = true;
      if (!progress.hasAsked) socket.setTimeout(timeouts.idleMs);
      progress.hasAsked = true;
      asked.then(answer, abort);
    }

    function answer(given: Answer): void {
      if (!socket.writable) return;
      try {
        write(given);
      } catch (error) {
        abort(error);
      }
    }

    function write(given: Answer): void {
      // What is left of too large a body is not waited for.
      const isLast = (hasEnded && next === null) || given.status === 413 || deps.isDraining();
      const connection = isLast ? 'Connection: close\r\n' : keepAlive;
      const text = answerText(given, dateAt(deps.now()), connection);
      const hasLeft = socket.write(text, 'latin1');
      if (isLast) socket.destroySoon();
      // A client that sends and never reads fills its own buffers, not ours.
      else if (hasLeft) goOn();
      else socket.once('drain', goOn);
    }

    function abort(error: unknown): void {
      deps.onFailure(error);
      socket.destroy();
    }

    function goOn(): void {
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
      if (progress.hasAsked) {
        // A client waits for its answer, and not the answer for its client.
        if (!progress.isBusy || socket.writableLength > 0) socket.destroy();
        return;
      }
      release();
      deps.onSilent(socket);
    }

    function onClose(): void {
      open.delete(socket);
    }

    /** But for its errors: who takes it over need not listen for them, and one that nobody hears is fatal. */
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
      for (const [socket, { isBusy, hasAsked }] of open) {
        if (hasAsked && !isBusy && socket.writableLength === 0) socket.destroy();
      }
    },
    closeAll() {
      for (const socket of open.keys()) socket.destroy();
    },
  };
}

/** A client that has gone: 'close' follows. */
function ignore(): void {}
