import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from '../sqlite.ts';
import { sleep } from '../sleep.ts';
import { createSurvey } from '../reading/survey.ts';
import type { MaintenanceResult, JournalFile, Survey } from '../thread-messages.ts';

/** Checkpoints, retention and figures, over a connection of their own, off the commit path. */
export interface Maintenance {
  /** Does one round at a time (Unix ms). */
  round(now: number): MaintenanceResult;
  survey(): Survey;
  close(): void;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Few enough that a commit which waits for the lock hardly notices. */
const deletedAtOnce = 1_000;
/** Between two of them the writer has its turn. */
const pauseMs = 20;
/** Time that the writer may be kept waiting for readers, in ms. */
const emptyWalMs = 20;
/** A round continues where the last one stopped: deleting must keep up with a busy host. */
const deletingMs = 500;

/** Opens the file, which must be there. Throws errors of SQLite. */
export function openMaintenance({ path, retentionDays, lockTimeoutMs }: JournalFile): Maintenance {
  const database = new DatabaseSync(path, { timeout: lockTimeoutMs });
  // `secure_delete` overwrites deleted rows and freed pages with zeros.
  database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  // Events were received in the order of their sequence, so the oldest are found without an index.
  const oldest = `SELECT sequence FROM events WHERE received < ? AND sequence IN
    (SELECT sequence FROM events ORDER BY sequence LIMIT ${deletedAtOnce})`;
  const deleteEvents = database.prepare(`DELETE FROM events WHERE sequence IN (${oldest})`);
  const deleteDeliveries = database.prepare(`DELETE FROM deliveries WHERE sequence IN (${oldest})`);

  const emptyWal = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)');

  let deleted = 0;
  let undelivered = 0;
  let walHoldsDeleted = false;

  function deleteBefore(time: number): void {
    const end = performance.now() + deletingMs;
    while (deleteOldest(time) === deletedAtOnce && performance.now() < end) {
      sleep(pauseMs);
    }
  }

  function deleteOldest(time: number): number {
    database.exec('BEGIN IMMEDIATE');
    try {
      const deliveries = Number(deleteDeliveries.run(time).changes);
      const events = Number(deleteEvents.run(time).changes);
      walHoldsDeleted ||= events > 0;
      database.exec('COMMIT');
      deleted += events;
      undelivered += deliveries;
      return events;
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  /**
   * The WAL has pages from before the deletion until it starts over, which on a quiet host may take days.
   * Whether this comes through depends on readers and the writer; they are not held up, and the next round
   * tries again.
   */
  function forgetInWal(): void {
    database.exec(`PRAGMA busy_timeout = ${emptyWalMs}`);
    walHoldsDeleted = emptyWal.get()?.['busy'] !== 0;
    database.exec(`PRAGMA busy_timeout = ${lockTimeoutMs}`);
  }

  return {
    round(now) {
      let freeBytes = Infinity;
      deleted = 0;
      undelivered = 0;
      try {
        const { bavail, bsize } = statfsSync(dirname(path));
        freeBytes = bavail * bsize;
        if (retentionDays !== null) deleteBefore(now - retentionDays * dayMs);
        database.exec('PRAGMA wal_checkpoint(PASSIVE)');
        if (walHoldsDeleted) forgetInWal();
      } catch {
        // Locked or the disk is full: the next round tries again, and until then nothing is lost.
      }
      return { freeBytes, deleted, undelivered };
    },
    survey: createSurvey(database, path),
    close: () => database.close(),
  };
}
