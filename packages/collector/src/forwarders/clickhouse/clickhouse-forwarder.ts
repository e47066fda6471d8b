import { setTimeout as wait } from 'node:timers/promises';
import type { ClickhouseTarget } from '@hitmark/report/clickhouse';
import type { StoredEvent } from '../../journal/index.ts';
import type { ForwarderLog } from '../forwarder-log.ts';
import { reasonOfRefusal } from '../reason-of-refusal.ts';
import type { RefusedEvents } from '../refused-events.ts';
import type { Forwarder } from '../run-forwarder.ts';
import type { Batch } from './batch-log.ts';
import { createBatchReader, type BatchReaderDeps, type NextBatch } from './batch-reader.ts';
import { tokenOfBatch, tokenOfDeadLetter } from './insert-token.ts';

/** Dependencies of the forwarder, through which it reads and writes everything. */
export interface ClickhouseForwarderDeps extends BatchReaderDeps {
  readonly target: ClickhouseTarget;
  /** Events that ClickHouse refuses for good. */
  readonly refused: RefusedEvents;
  /** Finds the reason of a refusal for good; null: it is none. */
  readonly refusalOf: (error: unknown) => string | null;
  readonly log: ForwarderLog;
  /** Id of the journal. */
  readonly journalId: string;
  /** Clock, Unix ms. */
  readonly now: () => number;
  readonly close: () => void;
}

/** ClickHouse's numbers of errors after which tables are made again: no such table, no such database. */
const missing = [60, 81];

/**
 * Creates the forwarder that inserts new events into ClickHouse. The limits of a batch are on disk before it is tried,
 * and ClickHouse is given its name: however often it is tried, it is inserted once.
 */
export function createClickhouseForwarder(deps: ClickhouseForwarderDeps): Forwarder {
  const { batches, target, refused, journalId } = deps;
  const reader = createBatchReader(deps);
  const stop = new AbortController();
  let isPrepared = false;
  let inserting: Promise<unknown> = Promise.resolve();

  async function insertNext(): Promise<boolean> {
    if (!isPrepared) await target.prepare();
    isPrepared = true;
    try {
      const [deadLetter] = refused.due(1);
      if (deadLetter !== undefined) return await insertDeadLetter(deadLetter);
      const next = reader.next();
      return next !== null && (await insertBatch(next));
    } catch (error) {
      const { exceptionCode } = error as { readonly exceptionCode?: number | null };
      if (missing.includes(exceptionCode ?? 0)) isPrepared = false;
      throw error;
    }
  }

  /** Inserts a dead letter that somebody wants tried again. */
  async function insertDeadLetter(event: StoredEvent): Promise<true> {
    const reason = await insert([event], tokenOfDeadLetter(journalId, event), null);
    if (reason === null) refused.accepted([event.sequence]);
    else markDead(event, reason);
    return true;
  }

  async function insertBatch(next: NextBatch): Promise<boolean> {
    const { batch, events, isRetried, isFull } = next;
    // A retry is made even if none of its events is left: the first try may have inserted them.
    const reason = await insert(events, tokenOfBatch(journalId, batch), isRetried ? batch : null);
    if (reason === null) {
      batches.end(batch);
      // More is waiting: events that came during a retry, or the rest after a full batch.
      return isRetried || isFull;
    }
    if (events.length > 1) {
      // Until the refused event is alone.
      reader.halve(next);
    } else {
      batches.end(batch, () => {
        for (const event of events) markDead(event, reason);
      });
    }
    return true;
  }

  /** @returns the reason why ClickHouse refuses some of the events for good; null: it has inserted all */
  function insert(
    events: readonly StoredEvent[],
    token: string,
    retried: Batch | null,
  ): Promise<string | null> {
    const inserted = target.insert(events, token, { signal: stop.signal, retried });
    return reasonOfRefusal(inserted, deps.refusalOf);
  }

  function markDead({ sequence }: StoredEvent, reason: string): void {
    refused.markDead(sequence, reason, deps.now());
    const fields = { event: 'clickhouse-dead', sequence, reason };
    deps.log('warn', fields, 'ClickHouse refuses an event for good: see hitmark dead list');
  }

  return {
    round() {
      const round = insertNext();
      inserting = round.catch(() => {});
      return round;
    },
    async stop(graceMs) {
      await Promise.race([inserting, wait(graceMs, null, { ref: false })]);
      stop.abort();
      await inserting;
      deps.close();
    },
  };
}
