import { createEventReader, type SourceEvent } from '../ingest/read-event.ts';
import { createEventRun, type EventRun } from './event-run.ts';
import { StoreError } from './store-error.ts';

/** Makes runs of events, which it reads once. */
export interface RunBuilder {
  /**
   * Adds those events that have not come before; returns the runs that are to be written, each full but for
   * the last one.
   *
   * @param after the sequence that they follow
   * @param last whether what there is is to be written, full or not
   * @throws StoreError `store-behind`
   */
  add(after: number, events: readonly SourceEvent[], last: boolean): readonly EventRun[];
  /** Takes the run that is not full yet, if there is one: it is to be written. */
  take(): readonly EventRun[];
  /** Takes a run back that was written. */
  release(run: EventRun): void;
  /** Goes back to a cursor: what came after it and was not taken is lost. */
  reset(cursor: number): void;
}

/** @param start the store's cursor */
export function createRunBuilder(
  ownHosts: readonly string[],
  dataNames: readonly string[],
  start: number,
): RunBuilder {
  const read = createEventReader(ownHosts);
  const free: EventRun[] = [];
  let received = start;
  /** The last sequence of the runs that were taken. */
  let taken = start;
  let run: EventRun | null = null;

  function take(): readonly EventRun[] {
    if (received === taken) return [];
    const full = run ?? open();
    full.cursor = received;
    taken = received;
    run = null;
    return [full];
  }

  function open(): EventRun {
    return free.pop() ?? createEventRun(dataNames);
  }

  function release(done: EventRun): void {
    done.clear();
    free.push(done);
  }

  return {
    take,
    release,
    add(after, events, last) {
      if (after > received) {
        const message = `events after ${received} are missing: go on from the store's cursor`;
        throw new StoreError('store-behind', message);
      }
      const full: EventRun[] = [];
      for (const event of events) {
        if (event.sequence <= received) continue;
        received = event.sequence;
        const row = read(event);
        // Also one that counts nowhere moves the cursor.
        if (row === null) continue;
        run ??= open();
        run.add(row, event.event.length);
        if (run.isFull) full.push(...take());
      }
      return last ? [...full, ...take()] : full;
    },
    reset(cursor) {
      if (run !== null) release(run);
      run = null;
      received = cursor;
      taken = cursor;
    },
  };
}
