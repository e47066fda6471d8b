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
 * Rows of a transaction that is full: what an fsync costs each is nothing then. A larger append is one
 * transaction all the same.
 */
const fullRows = 256;
/** So many do not wait for the end of the turn: while they are stored the event loop has its next ones. */
const promptRows = 16;
/** The one that is being stored, and a full one that is ready when it ends. */
const maxUnderWay = 2;

/**
 * Appends that arrive while a commit is under way form the next one, so an fsync serves as many
 * requests as came during the last. Only what is full does not wait for its end: the next transaction
 * is made and handed over while the one before is stored.
 *
 * @param commit stores rows in one transaction
 * @param maxQueuedBytes bound of all rows that wait or are under way
 */
export function createGroupCommit(
  commit: (rows: readonly Row[]) => Promise<readonly Sequence[]>,
  maxQueuedBytes: number,
): GroupCommit {
  const waiting: Append[] = [];
  let waitingRows = 0;
  let underWay = 0;
  let isTurnOpen = false;
  let queuedEvents = 0;
  let queuedBytes = 0;
  let whenIdle = Promise.withResolvers<void>();
  whenIdle.resolve();

  function proceed(): void {
    while (underWay === 0 ? waiting.length > 0 : waitingRows >= fullRows) {
      if (underWay === maxUnderWay) return;
      void store(take());
    }
    if (queuedEvents === 0 && underWay === 0) whenIdle.resolve();
  }

  /** The oldest, until they are full. */
  function take(): readonly Append[] {
    let rows = 0;
    const end = waiting.findIndex((append) => (rows += append.rows.length) >= fullRows) + 1;
    const taken = waiting.splice(0, end > 0 ? end : waiting.length);
    waitingRows -= rows;
    return taken;
  }

  async function store(appends: readonly Append[]): Promise<void> {
    underWay += 1;
    try {
      const sequences = await commit(appends.flatMap(({ rows }) => rows));
      let from = 0;
      for (const { rows, resolve } of appends) {
        resolve(sequences.slice(from, (from += rows.length)));
      }
    } catch (error) {
      for (const { reject } of appends) reject(error);
    }
    underWay -= 1;
    for (const { rows, bytes } of appends) {
      queuedEvents -= rows.length;
      queuedBytes -= bytes;
    }
    proceed();
  }

  /**
   * The requests that arrive in the same turn of the event loop share the first commit. The next ones
   * begin at once: waiting for all clients, the event loop and the disk would work by turns.
   */
  function proceedAfterTurn(): void {
    if (isTurnOpen) return;
    isTurnOpen = true;
    setImmediate(() => {
      isTurnOpen = false;
      proceed();
    });
  }

  return {
    append(rows) {
      const bytes = rows.reduce((sum, { event }) => sum + event.length, 0);
      if (queuedBytes + bytes > maxQueuedBytes) {
        return Promise.reject(
          new JournalError('journal-full', `over ${maxQueuedBytes} bytes wait to be stored`),
        );
      }
      if (waiting.length === 0 && underWay === 0) whenIdle = Promise.withResolvers();
      queuedEvents += rows.length;
      queuedBytes += bytes;
      return new Promise((resolve, reject) => {
        waiting.push({ rows, bytes, resolve, reject });
        waitingRows += rows.length;
        if (waitingRows >= (underWay === 0 ? promptRows : fullRows)) proceed();
        else if (underWay === 0) proceedAfterTurn();
      });
    },
    queued: () => ({ events: queuedEvents, bytes: queuedBytes }),
    idle: () => whenIdle.promise,
  };
}
