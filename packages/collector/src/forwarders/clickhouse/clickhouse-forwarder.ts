import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { ClickhouseTarget } from '@hitmark/report/clickhouse';
import type { StoredEvent } from '../../journal/index.ts';
import type { FollowedJournal } from '../follow-journal.ts';
import type { ForwarderLog } from '../forwarder-log.ts';
import type { RefusedEvents } from '../refused-events.ts';
import type { Forwarder } from '../run-forwarder.ts';
import type { Batch, BatchLog } from './batch-log.ts';

/** A batch, with those of its events that the journal still has. */
interface NextBatch {
  readonly batch: Batch;
  readonly events: readonly StoredEvent[];
  /** True: it was begun before, and may have arrived. */
  readonly isRetried: boolean;
  /** True: it is as large as a batch may be, so that more may wait. */
  readonly isFull: boolean;
}

/** Dependencies of the forwarder, through which it reads and writes everything. */
export interface ClickhouseForwarderDeps {
  readonly journal: Pick<FollowedJournal, 'newEvents' | 'eventsAfter' | 'cursor'>;
  readonly batches: BatchLog;
  readonly target: ClickhouseTarget;
  /** Events that ClickHouse refuses for good. */
  readonly refused: RefusedEvents;
  /** Finds the reason of a refusal for good; null: it is none. */
  readonly refusalOf: (error: unknown) => string | null;
  readonly log: ForwarderLog;
  /** Id of the journal. */
  readonly journalId: string;
  /** Events that are inserted at a time. */
  readonly batchEvents: number;
  /** Time of a clock that only goes forward, ms: one that is set back must not hold batches up. */
  readonly now: () => number;
  /** Unix ms. */
  readonly time: () => number;
  readonly close: () => void;
}

/** Events that are read from the journal at once. */
const eventsPerPage = 200;
/** Characters of the events of a batch, after which none is added: rows have them twice. */
const charactersPerBatch = 16_000_000;
/** Time that events wait for others, in ms: each insert makes a part, and many small ones are a burden. */
const lingerMs = 2_000;
/** Pauses after failures, in ms. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** ClickHouse's numbers of errors after which tables are made again: no such table, no such database. */
const missing = [60, 81];

/**
 * Creates the forwarder that inserts new events into ClickHouse. The limits of a batch are on disk before it is tried,
 * and ClickHouse is given its name: however often it is tried, it is inserted once.
 */
export function createClickhouseForwarder(deps: ClickhouseForwarderDeps): Forwarder {
  const { journal, batches, target, refused, journalId, batchEvents, now } = deps;
  const stop = new AbortController();
  let isPrepared = false;
  let failures = 0;
  let failure: unknown = null;
  let notBefore = 0;
  let inserting: Promise<unknown> = Promise.resolve();

  function nextBatch(): NextBatch | null {
    const begun = batches.current();
    if (begun !== null) {
      const events = journal.newEvents(begun.last - begun.first + 1);
      const own = events.filter(({ sequence }) => sequence <= begun.last);
      return { batch: begun, events: own, isRetried: true, isFull: false };
    }
    const { events, isFull } = readEvents();
    const [first, last] = [events[0], events.at(-1)];
    if (first === undefined || last === undefined) return null;
    const batch = batchOf(first.sequence, events, last);
    batches.begin(batch);
    return { batch, events, isRetried: false, isFull };
  }

  function batchOf(first: number, events: readonly StoredEvent[], last: StoredEvent): Batch {
    const partitions = target.partitionsOf(events);
    return { first, last: last.sequence, partitions, digest: digestOf(events) };
  }

  /** Reads the events of a batch, page by page, so that large events are never all in memory. */
  function readEvents(): { readonly events: readonly StoredEvent[]; readonly isFull: boolean } {
    const events: StoredEvent[] = [];
    let characters = 0;
    let last = journal.cursor();
    while (events.length < batchEvents && characters < charactersPerBatch) {
      const page = journal.eventsAfter(last, Math.min(eventsPerPage, batchEvents - events.length));
      const latest = page.at(-1);
      if (latest === undefined) return { events, isFull: false };
      last = latest.sequence;
      characters += page.reduce((sum, { event }) => sum + event.length, 0);
      events.push(...page);
    }
    return { events, isFull: true };
  }

  async function insert(): Promise<boolean> {
    if (!isPrepared) await target.prepare();
    isPrepared = true;
    if (await tryAgain()) return true;
    const next = nextBatch();
    if (next === null) return false;
    const { batch, events, isRetried, isFull } = next;
    // A retry is made even if none of its events is left: the first try may have inserted them.
    const retried = isRetried ? batch : null;
    const reason = await attempt(events, tokenOf(journalId, batch), retried);
    if (reason !== null) return leaveOut(events, batch, reason);
    batches.end(batch);
    // More is waiting: events that came during a retry, or the rest after a full batch.
    return isRetried || isFull;
  }

  /** @returns the reason why ClickHouse refuses some of the events for good; null: it has inserted all */
  async function attempt(
    events: readonly StoredEvent[],
    token: string,
    retried: Batch | null,
  ): Promise<string | null> {
    try {
      await target.insert(events, token, { signal: stop.signal, retried });
      return null;
    } catch (error) {
      const reason = deps.refusalOf(error);
      if (reason === null) throw error;
      return reason;
    }
  }

  /** Halves a batch that was refused, until the refused event is alone. */
  function leaveOut(events: readonly StoredEvent[], batch: Batch, reason: string): true {
    const half = events.slice(0, Math.ceil(events.length / 2));
    const last = half.at(-1);
    if (events.length > 1 && last !== undefined) {
      batches.narrow(batchOf(batch.first, half, last));
      return true;
    }
    batches.end(batch, () => {
      for (const event of events) markDead(event, reason);
    });
    return true;
  }

  function markDead({ sequence }: StoredEvent, reason: string): void {
    refused.markDead(sequence, reason, deps.time());
    const fields = { event: 'clickhouse-dead', sequence, reason };
    deps.log('warn', fields, 'ClickHouse refuses an event for good: see hitmark dead list');
  }

  /** Inserts a dead letter that somebody wants tried again. */
  async function tryAgain(): Promise<boolean> {
    const [event] = refused.due(1);
    if (event === undefined) return false;
    // ClickHouse knows no earlier try of it: that was refused.
    const token = `${journalId} again ${event.sequence} ${digestOf([event])}`;
    const reason = await attempt([event], token, null);
    if (reason === null) refused.accepted([event.sequence]);
    else markDead(event, reason);
    return true;
  }

  return {
    async round() {
      if (now() < notBefore) {
        // Still the same failure: only a success ends it.
        if (failures > 0) throw failure;
        return false;
      }
      const round = insert();
      inserting = round.catch(() => {});
      try {
        const more = await round;
        failures = 0;
        notBefore = more ? 0 : now() + lingerMs;
        return more;
      } catch (error) {
        const { exceptionCode } = error as { readonly exceptionCode?: number | null };
        if (missing.includes(exceptionCode ?? 0)) isPrepared = false;
        notBefore = now() + Math.min(firstPauseMs * 2 ** failures, longestPauseMs);
        failures += 1;
        failure = error;
        throw error;
      }
    },
    async stop(graceMs) {
      await Promise.race([inserting, wait(graceMs, null, { ref: false })]);
      stop.abort();
      await inserting;
      deps.close();
    },
  };
}

/**
 * Name of a batch, by which ClickHouse recognises one that it already has. A journal that was restored from a backup gives
 * its sequences to other events: the digest tells such batches apart.
 */
function tokenOf(journalId: string, { first, last, digest }: Batch): string {
  return [journalId, first, last, digest].join(' ').trimEnd();
}

function digestOf(events: readonly StoredEvent[]): string {
  const hash = createHash('sha256');
  for (const { event } of events) hash.update(event).update('\n');
  return hash.digest('hex').slice(0, 16);
}
