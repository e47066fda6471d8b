import { existsSync } from 'node:fs';
import { DatabaseSync } from '../sqlite.ts';
import { makePlainFile } from '../../file-system/plain-file.ts';
import { boundSiteNames, createDailyCounter, type DailyCount } from './daily-counter.ts';
import { openDailyCounts } from './daily-counts-table.ts';
import { prepareInserts } from './insert-rows.ts';
import { migrate } from '../schema.ts';
import type { JournalFile, Row, Sequence } from '../thread-messages.ts';
import { whenFree } from './transaction.ts';

/** The one connection that events are written through. */
export interface Writer {
  /**
   * Stores rows in one transaction. When it returns, they are on disk.
   *
   * @returns the sequence of each row; negative: the row is a hit that was sent again, and this is the first one's
   */
  commit(rows: readonly Row[]): Sequence[];
  /**
   * Writes counts of events that were rejected or refused before they reached the writer. If that fails, the next
   * transaction writes them.
   */
  count(counts: readonly DailyCount[]): void;
  /** Proves that a transaction reaches the disk, and that there is room for another event. */
  probe(at: number): void;
  close(): void;
}

/**
 * Size of the WAL at which the writer makes a checkpoint itself, in pages of 4 KiB: 32 MiB. The maintenance makes
 * checkpoints from its own connection, but under constant load it never reaches the last commit, and the WAL can start
 * over only then. Little is left to copy for the writer.
 */
const writerCheckpointPages = 8_192;

/** Text of a probe: larger than a page of the file, so that writing it needs new pages. */
const largeEvent = ' '.repeat(8_192);

/** Opens or creates the file. Throws errors of SQLite, or JournalError `journal-newer`. */
export function openWriter({ path, maxBytes, lockTimeoutMs }: JournalFile): Writer {
  // Events are personal data: a new file is its owner's alone, whatever the folder's mode. SQLite gives
  // the WAL the same.
  if (!existsSync(path)) makePlainFile(path);
  const database = new DatabaseSync(path, { timeout: lockTimeoutMs });
  // While another process creates the file, SQLite gives up at once, whatever its timeout.
  whenFree(() => database.exec('PRAGMA journal_mode = WAL'), lockTimeoutMs);
  database.exec('PRAGMA synchronous = FULL');
  // Without it, a page of an index that is split keeps copies of the values that moved to the other half: deleting a
  // row would leave them in the file.
  database.exec('PRAGMA secure_delete = ON');
  database.exec(`PRAGMA wal_autocheckpoint = ${writerCheckpointPages}`);
  try {
    migrate(database);
  } catch (error) {
    // An open connection would hold its lock until the garbage collector closes it.
    database.close();
    throw error;
  }
  if (maxBytes !== null) limitSize(database, maxBytes);

  const inserts = prepareInserts(database);
  const dailyCounts = openDailyCounts(database);
  const siteName = boundSiteNames((day) => dailyCounts.sitesOf(day));
  const waiting = createDailyCounter(siteName);
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const setProbe = database.prepare('INSERT OR REPLACE INTO probe (id, at) VALUES (1, ?)');
  const tryRoom = database.prepare(`INSERT INTO events (received, event) VALUES (?, ?)`);

  /** Runs a function in a transaction, which is undone where the function returns null. */
  function transaction<Result>(run: () => Result): Result {
    begin.run();
    try {
      const result = run();
      if (result === null) database.exec('ROLLBACK');
      else commit.run();
      return result;
    } catch (error) {
      // After some errors (disk full) SQLite has rolled back by itself.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  /** Counts a transaction's rows, and writes the counts that wait with them. */
  function countRows(rows: readonly Row[], sequences: readonly Sequence[]): void {
    const counter = createDailyCounter(siteName);
    counter.addAll(waiting.counts());
    for (const [at, { received, site }] of rows.entries()) {
      const outcome = (sequences[at] ?? 0) < 0 ? 'duplicate' : 'stored';
      counter.add({ time: received, site, outcome, events: 1 });
    }
    dailyCounts.add(counter.counts());
  }

  return {
    count(counts) {
      waiting.addAll(counts);
      transaction(() => {
        dailyCounts.add(waiting.counts());
        return true;
      });
      waiting.clear();
    },
    commit(rows) {
      const store = (insert: (rows: readonly Row[]) => Sequence[] | null) =>
        transaction(() => {
          const sequences = insert(rows);
          if (sequences !== null) countRows(rows, sequences);
          return sequences;
        });
      // `together` returns null only if a hit was sent again, which is rare.
      const sequences = store(inserts.together) ?? store(inserts.oneByOne) ?? [];
      waiting.clear();
      return sequences;
    },
    probe: (at) =>
      transaction(() => {
        // Writing the probe's own row proves nothing about room: it exists already, so it fits into a full file.
        database.exec('SAVEPOINT room');
        tryRoom.run(at, largeEvent);
        database.exec('ROLLBACK TO room; RELEASE room');
        setProbe.run(at);
      }),
    close: () => database.close(),
  };
}

/** SQLite itself refuses to grow the file past this many pages: SQLITE_FULL, and nothing is stored. */
function limitSize(database: DatabaseSync, maxBytes: number): void {
  const pageSize = Number(database.prepare('PRAGMA page_size').get()?.['page_size']);
  database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))}`);
}
