import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from '../sqlite.ts';
import type { DailyCount } from '../writer/daily-counter.ts';
import { JournalError } from '../journal-error.ts';
import type { Survey } from '../thread-messages.ts';
import { createSurvey } from './survey.ts';
import { dailyCountsVersion, identityVersion, journalFile, schemaVersion } from '../schema.ts';

/** An event as it stands in the journal. */
export interface StoredEvent {
  /** Place in commit order; never given twice. */
  readonly sequence: number;
  /** The event's JSON text. */
  readonly event: string;
  /** JSON text of a `TokenWebhook`, or null. */
  readonly webhook: string | null;
}

/** Events of one site on one day that had the same outcome. Their sum over all outcomes was received. */
export interface StoredDailyCount extends Omit<DailyCount, 'day'> {
  /** Day (UTC), such as `2026-11-22`. */
  readonly day: string;
}

/** A journal opened for reading, whether or not a collector writes to it. */
export interface JournalReader {
  /** Path of the SQLite file. */
  readonly path: string;
  /**
   * Id of the journal, which tells it from every other; a copy of the file has the same.
   *
   * @throws JournalError `journal-unreadable` where only an older version has written to the file
   */
  id(): string;
  /** Up to `limit` events after a sequence, in commit order. */
  page(after: number, limit: number): StoredEvent[];
  /** Those of some sequences whose events are still there. */
  present(sequences: readonly number[]): ReadonlySet<number>;
  /** Sequence of the latest event, 0 if there is none. */
  lastSequence(): number;
  /** Sequence that was given last, also of an event that was deleted since; 0 if there was none. */
  newestSequence(): number;
  /** Sequence of the first event that is still there; null if there is none. */
  firstSequence(): number | null;
  /**
   * Counts of what was received from one day to another, both included, by day and site; also of events
   * that were deleted since. Days are those of UTC, such as `2026-11-22`.
   */
  dailyCounts(from: string, to: string): StoredDailyCount[];
  /** State of the file: forwarders, deliveries, bytes. */
  survey(): Survey;
  close(): void;
}

/**
 * Opens the journal of a data folder for reading only. Each page is a transaction of its own, so that
 * a slow reader never keeps the WAL from starting over.
 *
 * @throws JournalError `journal-unreadable`, `journal-newer`
 */
export function openJournalReader(folder: string): JournalReader {
  const path = resolve(folder, journalFile);
  try {
    // Opening a pipe would wait for its writer.
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw missing(folder);
    return readFrom(path, new DatabaseSync(path, { readOnly: true, timeout: 5_000 }));
  } catch (cause) {
    if (cause instanceof JournalError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JournalError('journal-unreadable', `can not read ${path}: ${reason}`, { cause });
  }
}

function missing(folder: string): JournalError {
  return new JournalError(
    'journal-unreadable',
    `no journal in ${folder}: set HITMARK_DATA or --data`,
  );
}

function older(path: string): JournalError {
  return new JournalError(
    'journal-unreadable',
    `${path} was written by an older hitmark: start hitmark serve once, which brings it to this version`,
  );
}

function readFrom(path: string, database: DatabaseSync): JournalReader {
  try {
    if (schemaVersion(database) === 0) throw new Error('it is no journal');
    const page = database.prepare(
      'SELECT sequence, event, webhook FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?',
    );
    const present = database.prepare(
      'SELECT sequence FROM events WHERE sequence IN (SELECT value FROM json_each(?))',
    );
    const last = database.prepare('SELECT max(sequence) AS sequence FROM events');
    const first = database.prepare('SELECT min(sequence) AS sequence FROM events');
    const newest = database.prepare(
      `SELECT seq AS sequence FROM sqlite_sequence WHERE name = 'events'`,
    );
    return {
      path,
      id() {
        if (schemaVersion(database) < identityVersion) throw older(path);
        return String(database.prepare('SELECT id FROM identity').get()?.['id']);
      },
      page: (after, limit) =>
        page.all(after, limit).map(({ sequence, event, webhook }) => ({
          sequence: Number(sequence),
          event: String(event),
          webhook: webhook === null ? null : String(webhook),
        })),
      present: (sequences) =>
        new Set(present.all(JSON.stringify(sequences)).map(({ sequence }) => Number(sequence))),
      lastSequence: () => Number(last.get()?.['sequence'] ?? 0),
      newestSequence: () => Number(newest.get()?.['sequence'] ?? 0),
      firstSequence() {
        const sequence = first.get()?.['sequence'] ?? null;
        return sequence === null ? null : Number(sequence);
      },
      dailyCounts: (from, to) => {
        // A journal that only an older version has written has none.
        if (schemaVersion(database) < dailyCountsVersion) return [];
        const counts = database.prepare(
          `SELECT day, site, outcome, reason, events FROM daily_counts
           WHERE day BETWEEN ? AND ? ORDER BY day, site, outcome, reason`,
        );
        return counts.all(from, to).map(({ day, site, outcome, reason, events }) => ({
          day: String(day),
          site: String(site),
          outcome: String(outcome) as StoredDailyCount['outcome'],
          reason: String(reason),
          events: Number(events),
        }));
      },
      survey: () => createSurvey(database, path)(),
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}
