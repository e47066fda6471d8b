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

/** The oldest events that are looked at together. */
interface NextEvents {
  readonly events: number;
  /** Sequence of the last; null: there are none. */
  readonly last: number | null;
  /** Sequence of the last that was received before the time; null: none was. */
  readonly expired: number | null;
  /** Time at which the first of them was received, Unix ms; null: there are none. */
  readonly earliest: number | null;
}

/** Opens the file, which must be there. Throws errors of SQLite. */
export function openMaintenance({ path, retentionDays, lockTimeoutMs }: JournalFile): Maintenance {
  const database = new DatabaseSync(path, { timeout: lockTimeoutMs });
  // `secure_delete` overwrites deleted rows and freed pages with zeros.
  database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  // Events were received in the order of their sequence, so the oldest are found without an index.
  const next = database.prepare(
    `SELECT count(*) AS events, max(sequence) AS last, max(iif(received < ?, sequence, NULL)) AS expired,
       min(received) AS earliest
     FROM (SELECT sequence, received FROM events WHERE sequence > ? ORDER BY sequence LIMIT ${deletedAtOnce})`,
  );
  const oldest = `SELECT sequence FROM events
    WHERE sequence <= ? AND (received < ? OR received > ?) ORDER BY sequence LIMIT ${deletedAtOnce}`;
  const deleteEvents = database.prepare(`DELETE FROM events WHERE sequence IN (${oldest})`);
  const deleteDeliveries = database.prepare(`DELETE FROM deliveries WHERE sequence IN (${oldest})`);

  const emptyWal = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)');

  let deleted = 0;
  let undelivered = 0;
  let walHoldsDeleted = false;
  /** Sequence up to which all events were received by a clock that was ahead. */
  let aheadUntil = 0;

  function deleteBefore(time: number, now: number): void {
    const end = performance.now() + deletingMs;
    while (deleteOldest(time, now) && performance.now() < end) {
      sleep(pauseMs);
    }
  }

  /**
   * Deletes the oldest events that were received before a time. Events from a time that is yet to come were received
   * while the clock was ahead: they hold up no others, and go with those that came after them.
   *
   * @returns whether there may be more
   */
  function deleteOldest(time: number, now: number): boolean {
    const { events, last, expired, earliest } = next.get(time, aheadUntil) as unknown as NextEvents;
    if (expired !== null) return deleteUpTo(expired, time, now) === deletedAtOnce;
    if (events < deletedAtOnce || last === null || earliest === null) return false;
    if (earliest <= now) return false;
    aheadUntil = last;
    return true;
  }

  function deleteUpTo(sequence: number, time: number, now: number): number {
    database.exec('BEGIN IMMEDIATE');
    try {
      const deliveries = Number(deleteDeliveries.run(sequence, time, now).changes);
      const events = Number(deleteEvents.run(sequence, time, now).changes);
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
        if (retentionDays !== null) deleteBefore(now - retentionDays * dayMs, now);
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
