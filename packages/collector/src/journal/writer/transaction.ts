import type { DatabaseSync } from 'node:sqlite';
import { sleep } from '../sleep.ts';

const busy = 5; // SQLITE_BUSY
const lockTimeoutMs = 1_000;
/**
 * A busy writer leaves the lock for a fraction of a millisecond at a time. SQLite's own waiting, of up
 * to 100 ms a step, hardly ever meets one of them: under full load 40 webhooks a second, this way 500.
 */
const pauseMs = 0.2;

/**
 * Runs in one transaction; nothing of it is kept where it throws.
 *
 * @throws errors of SQLite, also if the lock is not free in time
 */
export function transaction(
  database: DatabaseSync,
  run: () => unknown,
  timeoutMs: number = lockTimeoutMs,
): void {
  whenFree(() => database.exec('BEGIN IMMEDIATE'), timeoutMs);
  try {
    run();
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/**
 * Runs what needs a lock as soon as it is free, over a connection that does not wait by itself.
 *
 * @throws errors of SQLite, also if the lock is not free in time
 */
export function whenFree(run: () => void, timeoutMs: number): void {
  const end = performance.now() + timeoutMs;
  for (;;) {
    try {
      return run();
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== busy || performance.now() >= end) throw error;
    }
    sleep(pauseMs);
  }
}
