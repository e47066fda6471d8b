import { setTimeout as wait } from 'node:timers/promises';
import type { FunnelAnswer } from '../answer/answer-funnel.ts';
import type { Answer } from '../answer/answer.ts';
import type { EventList } from '../answer/list-events.ts';
import type { SourceEvent } from '../ingest/read-event.ts';
import type { FunnelQuery } from '../query/funnel-query.ts';
import type { Listing, Query } from '../query/query.ts';
import type { Forgotten } from '../store/forget.ts';
import type { StoreOptions } from '../store/open-file.ts';
import { toStoreError } from '../store/engine-error.ts';
import { StoreError } from '../store/store-error.ts';
import type { StoreStatus } from '../store/store.ts';
import type { StoreCall, StoreCalls } from './messages.ts';
import { startStoreChild, type StoreChild } from './store-child.ts';

/** A store that runs in a process of its own, which is started again when it ends. */
export interface RunningStore {
  status(): Promise<StoreStatus>;
  /**
   * Adds events, and moves the cursor with them, in one transaction.
   *
   * @param after the sequence that they follow
   * @param more true: others follow at once, and these may wait for them
   * @returns the cursor: the events up to it are on disk
   * @throws StoreError `store-behind`: events between the store's cursor and `after` are missing
   */
  append(after: number, events: readonly SourceEvent[], more: boolean): Promise<number>;
  query(query: Query, nowMs: number, signal?: AbortSignal): Promise<Answer>;
  funnel(query: FunnelQuery, nowMs: number, signal?: AbortSignal): Promise<FunnelAnswer>;
  list(listing: Listing, nowMs: number, signal?: AbortSignal): Promise<EventList>;
  /** Erases all events of persons, so that no byte of them is left; returns their number. */
  forget(forgotten: readonly Forgotten[]): Promise<number>;
  /**
   * Deletes the events before a sequence, as the source's retention did; returns how many there were.
   * A store that is built again then has the same contents.
   */
  deleteBefore(sequence: number): Promise<number>;
  /** Throws the file away: it is filled anew from the first event on. */
  rebuild(): Promise<void>;
  close(): Promise<void>;
}

/** Report of a restart of the store's process. */
export interface StoreRestart {
  /** Reason for the restart: how the process has ended, `corrupt`, or `rebuild`. */
  readonly reason: string;
  readonly status: StoreStatus;
}

export interface StartOptions extends StoreOptions {
  readonly onRestart?: (restart: StoreRestart) => void;
  /** Called for each try to start the process again that has failed. */
  readonly onFailure?: (error: StoreError) => void;
}

/** Times that the process may end while it opens a file, before the file is taken for the cause. */
const maxFatalOpenings = 3;
/** Pauses between tries to start the process again, in ms. */
const firstPauseMs = 100;
const longestPauseMs = 30_000;

/**
 * Starts a store in a process of its own.
 *
 * @throws StoreError `store-newer`, `store-locked`, `store-unavailable`
 */
export async function startStore(start: StartOptions): Promise<RunningStore> {
  const { onRestart, onFailure, ...options } = start;
  const closing = new AbortController();
  /** Null while it is started again. */
  let current: StoreChild | null = null;
  let restarting: Promise<void> = Promise.resolve();
  adopt(await openChild(options, false));

  function adopt(child: StoreChild): void {
    current = child;
    void watch(child);
  }

  async function watch(child: StoreChild): Promise<void> {
    const reason = await child.exit;
    if (current === child) restart(reason, false);
  }

  function restart(reason: string, fresh: boolean): void {
    current = null;
    if (!closing.signal.aborted) restarting = retry(reason, fresh).catch(() => {});
  }

  async function retry(reason: string, fresh: boolean): Promise<void> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      await wait(pauseMs, null, { signal: closing.signal });
      try {
        const child = await openChild(options, fresh);
        const status = await child.call('status', null);
        adopt(child);
        onRestart?.({ reason, status });
        return;
      } catch (error) {
        onFailure?.(toStoreError(error));
      }
    }
  }

  /** Ends the process, and starts another with a new file. */
  async function recreate(child: StoreChild, reason: string): Promise<void> {
    current = null;
    child.kill();
    await child.exit;
    restart(reason, true);
    await restarting;
  }

  async function call<Call extends StoreCall>(
    name: Call,
    args: StoreCalls[Call]['args'],
    signal?: AbortSignal,
  ): Promise<StoreCalls[Call]['result']> {
    const child = current;
    if (child === null)
      throw new StoreError(
        'store-stopped',
        'the store is being started again: ask again in a moment',
      );
    try {
      return await child.call(name, args, signal);
    } catch (error) {
      const isCorrupt = error instanceof StoreError && error.code === 'store-corrupt';
      if (isCorrupt && current === child) void recreate(child, 'corrupt');
      throw error;
    }
  }

  return {
    status: () => call('status', null),
    append: (after, events, more) => call('append', { after, events, more }),
    query: (query, nowMs, signal) => call('query', { query, nowMs }, signal),
    funnel: (query, nowMs, signal) => call('funnel', { query, nowMs }, signal),
    list: (listing, nowMs, signal) => call('list', { listing, nowMs }, signal),
    forget: (forgotten) => call('forget', forgotten),
    deleteBefore: (sequence) => call('deleteBefore', sequence),
    async rebuild() {
      await restarting;
      if (current !== null) await recreate(current, 'rebuild');
    },
    async close() {
      if (closing.signal.aborted) return;
      closing.abort();
      await restarting;
      const child = current;
      current = null;
      if (child === null) return;
      // One that has just ended has nothing more to close.
      await child.call('close', null).catch(() => {});
      child.kill();
      await child.exit;
    },
  };
}

/** Starts a process and has it open the file. */
async function openChild(options: StoreOptions, fresh: boolean): Promise<StoreChild> {
  for (let tries = 1; ; tries += 1) {
    const child = startStoreChild();
    try {
      // A file that ends each process that opens it can only be thrown away.
      await child.call('open', { options, fresh: fresh || tries > maxFatalOpenings });
      return child;
    } catch (error) {
      child.kill();
      const hasEnded = error instanceof StoreError && error.code === 'store-stopped';
      if (!hasEnded || tries > maxFatalOpenings) throw error;
    }
  }
}
