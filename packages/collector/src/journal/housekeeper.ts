import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { HouseKept, JournalFile } from './thread-messages.ts';

/** Checkpoints and retention, over a connection of their own, off the commit path. */
export interface Housekeeper {
  /** Does one round at a time (Unix ms). */
  round(now: number): HouseKept;
  close(): void;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Few enough that a commit which waits for the lock hardly notices. */
const deletedAtOnce = 1_000;
/** Between two of them the writer has its turn. */
const pauseMs = 20;
/** A round goes on with what is left of the last: deleting must keep up with a busy host. */
const deletingMs = 500;

/** Opens the file, which must be there. Throws what SQLite throws. */
export function openHousekeeper({ path, retentionDays, lockTimeoutMs }: JournalFile): Housekeeper {
  const database = new DatabaseSync(path, { timeout: lockTimeoutMs });
  database.exec('PRAGMA synchronous = FULL');
  // Events were received in the order of their sequence, so the oldest are found without an index.
  const oldest = `SELECT sequence FROM events WHERE received < ? AND sequence IN
    (SELECT sequence FROM events ORDER BY sequence LIMIT ${deletedAtOnce})`;
  const deleteEvents = database.prepare(`DELETE FROM events WHERE sequence IN (${oldest})`);
  const deleteDeliveries = database.prepare(`DELETE FROM deliveries WHERE sequence IN (${oldest})`);

  let undelivered = 0;

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
      database.exec('COMMIT');
      undelivered += deliveries;
      return events;
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  return {
    round(now) {
      let freeBytes = Infinity;
      undelivered = 0;
      try {
        const { bavail, bsize } = statfsSync(dirname(path));
        freeBytes = bavail * bsize;
        if (retentionDays !== null) deleteBefore(now - retentionDays * dayMs);
        database.exec('PRAGMA wal_checkpoint(PASSIVE)');
      } catch {
        // Locked or the disk is full: the next round tries again, and until then nothing is lost.
      }
      return { freeBytes, undelivered };
    },
    close: () => database.close(),
  };
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
