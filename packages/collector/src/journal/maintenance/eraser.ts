import { DatabaseSync } from '../sqlite.ts';
import { migrate } from '../schema.ts';
import { sleep } from '../sleep.ts';
import { transaction, whenFree } from '../writer/transaction.ts';

/** Numbers of rows that were deleted from the journal. */
export interface Erased {
  readonly events: number;
  /** Waiting ones and dead letters. */
  readonly deliveries: number;
}

/** Takes events out of a journal's file for good, whether or not a collector writes to it. */
export interface Eraser {
  /** Deletes events, by sequence, and their deliveries. */
  erase(sequences: readonly number[]): Erased;
  /**
   * Leaves no byte of what was deleted: writes the file anew, without free pages, and empties the WAL.
   * Nothing can be stored meanwhile.
   *
   * @returns false where a reader still holds an older state of the file: then the WAL has the bytes
   * @throws errors of SQLite
   */
  scrub(): boolean;
  close(): void;
}

/** Time that a transaction waits for another writer, in ms. */
const lockTimeoutMs = 10_000;
const readerPauseMs = 20;

/**
 * Opens the file, which must be there. Throws what SQLite throws.
 *
 * @param readerTimeoutMs longest time that `scrub` waits for readers
 */
export function openEraser(path: string, readerTimeoutMs: number): Eraser {
  const database = new DatabaseSync(path, { timeout: 0 });
  // Before the file is brought to this version: what that drops is personal data too.
  database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  migrate(database);
  const deleteEvents = database.prepare(
    'DELETE FROM events WHERE sequence IN (SELECT value FROM json_each(?))',
  );
  const deleteDeliveries = database.prepare(
    'DELETE FROM deliveries WHERE sequence IN (SELECT value FROM json_each(?))',
  );
  const checkpoint = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)');

  return {
    erase(sequences) {
      const list = JSON.stringify(sequences);
      const erased = { events: 0, deliveries: 0 };
      const run = (): void => {
        erased.deliveries = Number(deleteDeliveries.run(list).changes);
        erased.events = Number(deleteEvents.run(list).changes);
      };
      transaction(database, run, lockTimeoutMs);
      return erased;
    },
    scrub() {
      // Freed pages are zeroed already; VACUUM also drops what lies between the rows of a page.
      whenFree(() => database.exec('VACUUM'), lockTimeoutMs);
      const end = performance.now() + readerTimeoutMs;
      while (checkpoint.get()?.['busy'] !== 0) {
        if (performance.now() >= end) return false;
        sleep(readerPauseMs);
      }
      return true;
    },
    close: () => database.close(),
  };
}
