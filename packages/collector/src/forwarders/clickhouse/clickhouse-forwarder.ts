import { setTimeout as wait } from 'node:timers/promises';
import type { ClickhouseTarget } from '@hitmark/report/clickhouse';
import type { StoredEvent } from '../../journal/index.ts';
import type { FollowedJournal } from '../follow-journal.ts';
import type { Forwarder } from '../run-forwarder.ts';
import type { Cut, Cuts } from './cuts.ts';

/** Dependencies of the forwarder; all it does to the world goes through these. */
export interface ClickhouseForwarderDeps {
  readonly journal: Pick<FollowedJournal, 'newEvents'>;
  readonly cuts: Cuts;
  readonly target: ClickhouseTarget;
  /** Id of the journal. */
  readonly journalId: string;
  /** Events that are inserted at a time. */
  readonly batchEvents: number;
  /** Unix ms. */
  readonly now: () => number;
  readonly close: () => void;
}

/** Time that events wait for others, in ms: each insert makes a part, and many small ones are a burden. */
const lingerMs = 2_000;
/** Pauses after failures, in ms. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** ClickHouse's numbers of errors after which tables are made again: no such table, no such database. */
const missing = [60, 81];

/**
 * Creates the forwarder that inserts new events into ClickHouse. The cut of a batch is on disk before it is tried,
 * and its name goes with it: however often it is tried, it is inserted once.
 */
export function createClickhouseForwarder(deps: ClickhouseForwarderDeps): Forwarder {
  const { journal, cuts, target, journalId, batchEvents, now } = deps;
  const stop = new AbortController();
  let isPrepared = false;
  let failures = 0;
  let failure: unknown = null;
  let notBefore = 0;
  let inserting: Promise<unknown> = Promise.resolve();

  function nextCut(): { readonly cut: Cut; readonly events: readonly StoredEvent[] } | null {
    const begun = cuts.current();
    if (begun !== null) {
      const events = journal.newEvents(begun.last - begun.first + 1);
      return { cut: begun, events: events.filter(({ sequence }) => sequence <= begun.last) };
    }
    const events = journal.newEvents(batchEvents);
    const [first, last] = [events[0], events.at(-1)];
    if (first === undefined || last === undefined) return null;
    const cut = { first: first.sequence, last: last.sequence };
    cuts.begin(cut);
    return { cut, events };
  }

  async function insert(): Promise<boolean> {
    if (!isPrepared) await target.prepare();
    isPrepared = true;
    const next = nextCut();
    if (next === null) return false;
    const { cut, events } = next;
    if (events.length > 0) await target.insert(events, tokenOf(journalId, cut), stop.signal);
    cuts.end(cut);
    return events.length >= batchEvents;
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

/** Name of a batch, by which ClickHouse knows that it has it. */
function tokenOf(journalId: string, { first, last }: Cut): string {
  return `${journalId} ${first} ${last}`;
}
