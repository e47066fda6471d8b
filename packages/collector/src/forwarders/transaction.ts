import type { DatabaseSync } from 'node:sqlite';

const busy = 5; // SQLITE_BUSY
const lockTimeoutMs = 1_000;
/**
 * A busy writer leaves the lock for a fraction of a millisecond at a time. SQLite's own waiting, of up
 * to 100 ms a step, hardly ever meets one of them: under full load 40 webhooks a second, this way 500.
 */
const pauseMs = 0.2;

const nobody = new Int32Array(new SharedArrayBuffer(4));

/**
 * Runs in one transaction; nothing of it is kept where it throws.
 *
 * @throws what SQLite throws, also where the lock is not free for a second
 */
export function transaction(database: DatabaseSync, run: () => unknown): void {
  begin(database);
  try {
    run();
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function begin(database: DatabaseSync): void {
  const end = performance.now() + lockTimeoutMs;
  for (;;) {
    try {
      return database.exec('BEGIN IMMEDIATE');
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== busy || performance.now() >= end) throw error;
    }
    Atomics.wait(nobody, 0, 0, pauseMs);
  }
}
