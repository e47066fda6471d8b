import { createEventReader, type ReadEvent, type SourceEvent } from '../ingest/read-event.ts';
import { StoreError } from './store-error.ts';
import { toChunks } from './write-events.ts';

/** Rows of one of DuckDB's row groups, which are laid out together. */
export const runLength = 122_880;

/** Events on their way into the store, in DuckDB's own form. */
export interface Batch {
  readonly chunks: ReturnType<typeof toChunks>;
  readonly rows: number;
  readonly earliestMs: number;
  readonly latestMs: number;
  /** The last sequence that it goes up to. */
  readonly cursor: number;
}

/** Makes batches of events, which it reads once. */
export interface BatchCutter {
  /**
   * Batches of those events that have not come before, cut where they fill a row group: a whole one is
   * written far faster than two halves.
   *
   * @param after the sequence that they follow
   * @param last whether the store writes all of them, full or not
   * @throws StoreError `store-behind`
   */
  cut(after: number, events: readonly SourceEvent[], last: boolean): readonly Batch[];
  /** Goes back to a cursor: what came after it is lost. */
  reset(cursor: number): void;
}

/** @param start the store's cursor */
export function createBatchCutter(ownHosts: readonly string[], start: number): BatchCutter {
  const read = createEventReader(ownHosts);
  let received = start;
  /** Rows since the last full row group. */
  let rows = 0;

  return {
    cut(after, events, last) {
      if (after > received) {
        const message = `events after ${received} are missing: go on from the store's cursor`;
        throw new StoreError('store-behind', message);
      }
      const batches: Batch[] = [];
      let part: ReadEvent[] = [];
      const before = received;
      for (const event of events) {
        if (event.sequence <= received) continue;
        received = event.sequence;
        const row = read(event);
        // Also one that counts nowhere moves the cursor.
        if (row === null) continue;
        part.push(row);
        rows += 1;
        if (rows < runLength) continue;
        batches.push(toBatch(part, received));
        part = [];
        rows = 0;
      }
      if (part.length > 0 || (batches.length === 0 && received > before)) {
        batches.push(toBatch(part, received));
      }
      if (last) rows = 0;
      return batches;
    },
    reset(cursor) {
      received = cursor;
      rows = 0;
    },
  };
}

function toBatch(events: readonly ReadEvent[], cursor: number): Batch {
  let [earliestMs, latestMs] = [Infinity, -Infinity];
  for (const { timeMs } of events) {
    earliestMs = Math.min(earliestMs, timeMs);
    latestMs = Math.max(latestMs, timeMs);
  }
  return { chunks: toChunks(events), rows: events.length, earliestMs, latestMs, cursor };
}
