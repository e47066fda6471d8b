import type { ClickhouseTarget } from '@hitmark/report/clickhouse';
import type { StoredEvent } from '../../journal/index.ts';
import type { FollowedJournal } from '../follow-journal.ts';
import type { Batch, BatchLog } from './batch-log.ts';
import { digestOf } from './insert-token.ts';

/** A batch, with those of its events that the journal still has. */
export interface NextBatch {
  readonly batch: Batch;
  readonly events: readonly StoredEvent[];
  /** True: it was begun before, and may have arrived. */
  readonly isRetried: boolean;
  /** True: it is as large as a batch may be, so that more may wait. */
  readonly isFull: boolean;
}

/** Reads the journal's new events in batches. The limits of each are on disk before it is returned. */
export interface BatchReader {
  /** Returns the batch that is under way, or else begins one; null: there are no new events. */
  next(): NextBatch | null;
  /** Replaces a batch that was refused, of several events, by its first half. */
  halve(refused: NextBatch): void;
}

/** Dependencies of the reader. */
export interface BatchReaderDeps {
  readonly journal: Pick<FollowedJournal, 'newEvents' | 'eventsAfter' | 'cursor'>;
  readonly batches: BatchLog;
  readonly target: Pick<ClickhouseTarget, 'partitionsOf'>;
  /** Most events of a batch. */
  readonly batchEvents: number;
}

/** Events that are read from the journal at once. */
const eventsPerPage = 200;
/** Characters of the events of a batch, after which none is added: rows have them twice. */
const charactersPerBatch = 16_000_000;

/** Creates the reader of batches. */
export function createBatchReader(deps: BatchReaderDeps): BatchReader {
  const { journal, batches, target, batchEvents } = deps;

  function resume(batch: Batch): NextBatch {
    const events = journal
      .newEvents(batch.last - batch.first + 1)
      .filter(({ sequence }) => sequence <= batch.last);
    return { batch, events, isRetried: true, isFull: false };
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

  function batchOf(first: number, events: readonly StoredEvent[]): Batch {
    const last = events.at(-1)?.sequence ?? first;
    return { first, last, partitions: target.partitionsOf(events), digest: digestOf(events) };
  }

  return {
    next() {
      const begun = batches.current();
      if (begun !== null) return resume(begun);
      const { events, isFull } = readEvents();
      const [first] = events;
      if (first === undefined) return null;
      const batch = batchOf(first.sequence, events);
      batches.begin(batch);
      return { batch, events, isRetried: false, isFull };
    },
    halve({ batch, events }) {
      batches.narrow(batchOf(batch.first, events.slice(0, Math.ceil(events.length / 2))));
    },
  };
}
