import PQueue from 'p-queue';
import type { Reader } from '../access/reader.ts';
import { BusyError } from './busy-error.ts';

/** Queries that run at a time: each has DuckDB's threads for itself and others. */
const maxRunning = 4;
/** Queries that wait for their turn. */
const maxWaiting = 32;
/** Queries of one reader, running and waiting: a page asks for about a dozen. */
const maxOfReader = 24;

/** Lets queries through, a few at a time and each for a limited time. */
export interface QueryGate {
  /**
   * Runs a query when it is its turn.
   *
   * @param signal aborts when the client has gone
   * @throws BusyError
   */
  run<Result>(
    reader: Reader,
    query: (signal: AbortSignal) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result>;
  /** Cancels all queries, and refuses new ones. */
  close(): void;
}

/** Creates a gate for queries. */
export function createQueryGate(timeoutMs: number): QueryGate {
  const queue = new PQueue({ concurrency: maxRunning });
  const closing = new AbortController();
  const ofReader = new Map<string, number>();

  function enter(key: string): void {
    const count = ofReader.get(key) ?? 0;
    if (count >= maxOfReader) {
      const message = `at most ${maxOfReader} queries at a time for one reader: wait for an answer first`;
      throw new BusyError('too-many-queries', message);
    }
    if (queue.size >= maxWaiting) {
      throw new BusyError('busy', 'too many queries are waiting: ask again in a moment');
    }
    ofReader.set(key, count + 1);
  }

  function leave(key: string): void {
    const count = (ofReader.get(key) ?? 1) - 1;
    if (count === 0) ofReader.delete(key);
    else ofReader.set(key, count);
  }

  /** A query keeps its place until it has really ended; one that waits leaves it as soon as it is cancelled. */
  function takeTurn<Result>(
    ends: AbortSignal,
    query: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const waiting = new AbortController();
    const leaveQueue = (): void => waiting.abort(ends.reason);
    ends.addEventListener('abort', leaveQueue, { once: true });
    return queue.add(
      () => {
        ends.removeEventListener('abort', leaveQueue);
        return query(ends);
      },
      { signal: waiting.signal },
    );
  }

  return {
    async run({ kind, name }, query, signal) {
      const key = `${kind} ${name}`;
      enter(key);
      const timeout = AbortSignal.timeout(timeoutMs);
      const ends = AbortSignal.any([timeout, closing.signal, ...(signal ? [signal] : [])]);
      try {
        return await takeTurn(ends, query);
      } catch (cause) {
        if (!timeout.aborted) throw cause;
        throw new BusyError('query-timeout', tooLong(timeoutMs), { cause });
      } finally {
        leave(key);
      }
    },
    close: () => closing.abort(),
  };
}

function tooLong(timeoutMs: number): string {
  return (
    `the query was not answered within ${timeoutMs} ms: ask for fewer days, one site or fewer ` +
    'dimensions, or raise report.timeoutMs'
  );
}
