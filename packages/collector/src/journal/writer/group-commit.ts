import { JournalError } from '../journal-error.ts';

/** Turns many small appends into few transactions. */
export interface GroupCommit<Part, Result> {
  /** Resolves when the transaction that holds the part is on disk. */
  append(part: Part, size: Size): Promise<Result>;
  /** Amount that waits to be stored or is under way. */
  queued(): { readonly events: number; readonly bytes: number };
  /** Resolves when everything appended so far is stored or refused. */
  idle(): Promise<void>;
}

/** Size of a part, known or likely. */
export interface Size {
  readonly events: number;
  readonly bytes: number;
}

interface Append<Part, Result> extends Size {
  readonly part: Part;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Events of a transaction, at most: a larger append is one all the same. */
const fullEvents = 256;
/**
 * Number of events that do not wait for the end of the turn: while they are stored the event loop has its
 * next ones.
 */
const promptEvents = 16;
/**
 * Number of events that do not wait for the end of a transaction either: it ends, and the next is there.
 * Event loop and writer wake each other up less often: measured with 64 connections on a busy machine, 1.5
 * times the hits. With 16 the fsyncs cost more than that saves.
 */
const readyEvents = 32;
/** The one that is being stored, and the next. */
const maxUnderWay = 2;

/**
 * Appends that arrive while a commit is under way form the next one, so an fsync serves as many
 * requests as came during the last. Where many arrive, the next transaction is made and handed over while
 * the one before is stored.
 *
 * @param commit stores parts in one transaction; an Error fails its own part alone
 * @param maxQueuedBytes bound of all parts that wait or are under way
 */
export function createGroupCommit<Part, Result>(
  commit: (parts: readonly Part[], events: number) => Promise<readonly (Result | Error)[]>,
  maxQueuedBytes: number,
): GroupCommit<Part, Result> {
  const waiting: Append<Part, Result>[] = [];
  let waitingEvents = 0;
  let underWay = 0;
  let isTurnOpen = false;
  let queuedEvents = 0;
  let queuedBytes = 0;
  let whenIdle = Promise.withResolvers<void>();
  whenIdle.resolve();

  function proceed(): void {
    while (underWay === 0 ? waiting.length > 0 : waitingEvents >= readyEvents) {
      if (underWay === maxUnderWay) return;
      void store(take());
    }
    if (waiting.length === 0 && underWay === 0) whenIdle.resolve();
  }

  /** The oldest, until they are full. */
  function take(): readonly Append<Part, Result>[] {
    let events = 0;
    const end = waiting.findIndex((append) => (events += append.events) >= fullEvents) + 1;
    const taken = waiting.splice(0, end > 0 ? end : waiting.length);
    waitingEvents -= events;
    return taken;
  }

  async function store(appends: readonly Append<Part, Result>[]): Promise<void> {
    underWay += 1;
    let events = 0;
    let bytes = 0;
    for (const append of appends) {
      events += append.events;
      bytes += append.bytes;
    }
    try {
      const results = await commit(
        appends.map(({ part }) => part),
        events,
      );
      for (const [index, { resolve, reject }] of appends.entries()) {
        const result = results[index] as Result | Error;
        if (result instanceof Error) reject(result);
        else resolve(result);
      }
    } catch (error) {
      for (const { reject } of appends) reject(error);
    }
    underWay -= 1;
    queuedEvents -= events;
    queuedBytes -= bytes;
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
    append(part, { events, bytes }) {
      if (queuedBytes + bytes > maxQueuedBytes) {
        return Promise.reject(
          new JournalError('journal-full', `over ${maxQueuedBytes} bytes wait to be stored`),
        );
      }
      if (waiting.length === 0 && underWay === 0) whenIdle = Promise.withResolvers();
      queuedEvents += events;
      queuedBytes += bytes;
      return new Promise((resolve, reject) => {
        waiting.push({ part, events, bytes, resolve, reject });
        waitingEvents += events;
        if (waitingEvents >= (underWay === 0 ? promptEvents : readyEvents)) proceed();
        else if (underWay === 0) proceedAfterTurn();
      });
    },
    queued: () => ({ events: queuedEvents, bytes: queuedBytes }),
    idle: () => whenIdle.promise,
  };
}
