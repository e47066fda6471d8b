import { createEventReader, type SourceEvent } from '../ingest/read-event.ts';
import { createEventRun, type EventRun } from './event-run.ts';
import { StoreError } from './store-error.ts';

/** Writes a run, which has other events afterwards. */
type WriteRun = (run: EventRun) => Promise<void>;

/** Makes runs of events, one after another in the same memory. */
export interface RunBuilder {
  /**
   * Adds those events that have not come before, and has each run written that is full.
   *
   * @param after the sequence that they follow
   * @throws StoreError `store-behind`
   */
  add(after: number, events: readonly SourceEvent[], write: WriteRun): Promise<void>;
  /** Has written what there is, full or not. */
  finish(write: WriteRun): Promise<void>;
  /** Goes back to a cursor: what came after it is lost. */
  reset(cursor: number): void;
}

/** @param start the store's cursor */
export function createRunBuilder(
  ownHosts: readonly string[],
  dataNames: readonly string[],
  start: number,
): RunBuilder {
  const read = createEventReader(ownHosts);
  const run = createEventRun(dataNames);
  /** The last sequence that has come. */
  let received = start;
  run.cursor = start;

  async function finish(write: WriteRun): Promise<void> {
    if (received === run.cursor) return;
    run.cursor = received;
    await write(run);
    run.clear();
  }

  return {
    finish,
    async add(after, events, write) {
      if (after > received) {
        const message = `events after ${received} are missing: go on from the store's cursor`;
        throw new StoreError('store-behind', message);
      }
      for (const event of events) {
        if (event.sequence <= received) continue;
        received = event.sequence;
        const row = read(event);
        // An event without a row moves the cursor too.
        if (row !== null) run.add(row, event.event.length);
        if (run.isFull) await finish(write);
      }
    },
    reset(cursor) {
      run.clear();
      received = cursor;
      run.cursor = cursor;
    },
  };
}
