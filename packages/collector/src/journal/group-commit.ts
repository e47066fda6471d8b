import { JournalError } from './journal-error.ts';
import type { Row, Sequence } from './thread-messages.ts';

/** Turns many small appends into few transactions. */
export interface GroupCommit {
  /** Resolves when the transaction that holds the rows is on disk. */
  append(rows: readonly Row[]): Promise<Sequence[]>;
  /** What waits to be stored or is under way. */
  queued(): { readonly events: number; readonly bytes: number };
  /** Resolves when everything appended so far is stored or refused. */
  idle(): Promise<void>;
}

interface Append {
  readonly rows: readonly Row[];
  readonly bytes: number;
  readonly resolve: (sequences: Sequence[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Appends that arrive while a commit is under way form the next one, so an fsync serves as many
 * requests as came during the last.
 *
 * @param commit stores rows in one transaction
 * @param maxQueuedBytes bound of all rows that wait or are under way
 */
export function createGroupCommit(
  commit: (rows: readonly Row[]) => Promise<readonly Sequence[]>,
  maxQueuedBytes: number,
): GroupCommit {
  let waiting: Append[] = [];
  let queuedEvents = 0;
  let queuedBytes = 0;
  let running = false;
  let whenIdle = Promise.resolve();

  async function run(): Promise<void> {
    // The requests that arrived in the same turn of the event loop share the first commit. The next ones
    // begin at once: waiting for all clients, the event loop and the disk would work by turns.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const appends = waiting;
      waiting = [];
      await store(appends);
    }
    running = false;
  }

  async function store(appends: readonly Append[]): Promise<void> {
    try {
      const sequences = await commit(appends.flatMap(({ rows }) => rows));
      let from = 0;
      for (const { rows, resolve } of appends) {
        resolve(sequences.slice(from, (from += rows.length)));
      }
    } catch (error) {
      for (const { reject } of appends) reject(error);
    }
    for (const { rows, bytes } of appends) {
      queuedEvents -= rows.length;
      queuedBytes -= bytes;
    }
  }

  return {
    append(rows) {
      const bytes = rows.reduce((sum, { event }) => sum + event.length, 0);
      if (queuedBytes + bytes > maxQueuedBytes) {
        return Promise.reject(
          new JournalError('journal-full', `over ${maxQueuedBytes} bytes wait to be stored`),
        );
      }
      queuedEvents += rows.length;
      queuedBytes += bytes;
      return new Promise((resolve, reject) => {
        waiting.push({ rows, bytes, resolve, reject });
        if (running) return;
        running = true;
        whenIdle = run();
      });
    },
    queued: () => ({ events: queuedEvents, bytes: queuedBytes }),
    idle: () => whenIdle,
  };
}
