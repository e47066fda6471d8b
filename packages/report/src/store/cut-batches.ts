import type { DuckDBDataChunk } from '@duckdb/node-api';
import { createEventReader, type ReadEvent, type SourceEvent } from '../ingest/read-event.ts';
import { StoreError } from './store-error.ts';
import { chunkRows, createEventWriter } from './write-events.ts';

/** Rows of one of DuckDB's row groups, which are laid out together. */
export const runLength = 122_880;

/** Events on their way into the store, in DuckDB's own form. */
export interface Batch {
  readonly chunks: readonly DuckDBDataChunk[];
  readonly rows: number;
  /** Columns that have a value in one of the rows. */
  readonly filled: ReadonlySet<string>;
  readonly earliestMs: number;
  readonly latestMs: number;
  /** The last sequence that it goes up to. */
  readonly cursor: number;
  /** Gives its chunks back, once they have been added. */
  readonly release: () => void;
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
  const writer = createEventWriter();
  let received = start;
  /** Rows since the last full row group. */
  let rows = 0;

  function createBatch() {
    let [earliestMs, latestMs, count] = [Infinity, -Infinity, 0];
    let part: ReadEvent[] = [];
    const chunks: DuckDBDataChunk[] = [];
    const filled = new Set<string>();
    const fill = (): void => {
      if (part.length > 0) chunks.push(writer.toChunk(part, filled));
      part = [];
    };
    return {
      add(event: ReadEvent) {
        count += 1;
        earliestMs = Math.min(earliestMs, event.timeMs);
        latestMs = Math.max(latestMs, event.timeMs);
        part.push(event);
        if (part.length === chunkRows) fill();
      },
      get count() {
        return count;
      },
      end(cursor: number): Batch {
        fill();
        const release = (): void => writer.release(chunks);
        return { chunks, rows: count, filled, earliestMs, latestMs, cursor, release };
      },
    };
  }

  return {
    cut(after, events, last) {
      if (after > received) {
        const message = `events after ${received} are missing: go on from the store's cursor`;
        throw new StoreError('store-behind', message);
      }
      const batches: Batch[] = [];
      let batch = createBatch();
      const before = received;
      for (const event of events) {
        if (event.sequence <= received) continue;
        received = event.sequence;
        const row = read(event);
        // Also one that counts nowhere moves the cursor.
        if (row === null) continue;
        batch.add(row);
        rows += 1;
        if (rows < runLength) continue;
        batches.push(batch.end(received));
        batch = createBatch();
        rows = 0;
      }
      if (batch.count > 0 || (batches.length === 0 && received > before)) {
        batches.push(batch.end(received));
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
