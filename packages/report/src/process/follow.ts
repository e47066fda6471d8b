import { setTimeout as wait } from 'node:timers/promises';
import type { SourceEvent } from '../ingest/read-event.ts';
import { StoreError } from '../store/store-error.ts';
import type { Forgotten } from '../store/forget.ts';
import type { RunningStore } from './start-store.ts';

/** Source of the events of a store, from the program that has the journal. */
export interface EventSource {
  /** Events after a sequence, in commit order, up to a limit. */
  read(after: number, limit: number): Promise<readonly SourceEvent[]> | readonly SourceEvent[];
}

/** Fills a store from a source, until it is stopped. */
export interface Follower {
  /** The last sequence that is on the store's disk. */
  readonly cursor: number;
  /**
   * Forgets somebody, between two rounds: what was read before the source had forgotten them is in the
   * store by then.
   */
  forget(forgotten: readonly Forgotten[]): Promise<number>;
  stop(): Promise<void>;
}

export interface FollowOptions {
  readonly source: EventSource;
  readonly store: RunningStore;
  /** Called with the error that stops the follower, once until it goes on again; it keeps trying. */
  readonly onStall?: (error: unknown) => void;
}

/** Events that are read and handed over at a time. */
const pageLength = 8_192;
/** Interval of looking at the source while nothing is new, in ms: each write has a price of its own. */
const pauseMs = 500;
const stalledPauseMs = 2_000;

/** Starts to fill a store from a source, from the store's own cursor on. */
export async function follow({ source, store, onStall }: FollowOptions): Promise<Follower> {
  const stop = new AbortController();
  let { cursor } = await store.status();
  /** The last sequence that was handed over. */
  let handed = cursor;
  /** Events handed over and not yet answered. */
  let sent: Promise<number> | null = null;
  let round: Promise<unknown> = Promise.resolve();
  let stalled = false;

  /** Rounds and what comes between them run one after another. */
  function next<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = round.then(work);
    round = result.catch(() => {});
    return result;
  }

  /** Hands on new events; returns whether there may be more at once. */
  async function handOn(): Promise<boolean> {
    const events = await source.read(handed, pageLength);
    const last = events.at(-1);
    const more = events.length === pageLength;
    const before = sent;
    // An empty list is handed over too: a store that was built anew then says that it is behind.
    sent = store.append(handed, events, more);
    handed = last?.sequence ?? handed;
    // The store reads these while it writes those before.
    sent.catch(() => {});
    if (before !== null) cursor = await before;
    if (!more) {
      cursor = await sent;
      sent = null;
    }
    return more;
  }

  /** Hands over again what was handed over and is not on disk. */
  async function goBack(cause: unknown): Promise<boolean> {
    await sent?.catch(() => {});
    sent = null;
    ({ cursor } = await store.status());
    handed = cursor;
    if (cause instanceof StoreError && cause.code === 'store-behind') return true;
    throw cause;
  }

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      let pause = pauseMs;
      try {
        const more = await next(() => handOn().catch(goBack));
        stalled = false;
        if (more) pause = 0;
      } catch (error) {
        if (!stalled && !stop.signal.aborted) onStall?.(error);
        stalled = true;
        pause = stalledPauseMs;
      }
      if (pause > 0) await wait(pause, null, { signal: stop.signal }).catch(() => {});
    }
  }

  const running = run();
  return {
    get cursor() {
      return cursor;
    },
    forget: (forgotten) =>
      next(async () => {
        await sent;
        return store.forget(forgotten);
      }),
    async stop() {
      stop.abort();
      await running;
    },
  };
}
