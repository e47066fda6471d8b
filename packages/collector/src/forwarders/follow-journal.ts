import { DatabaseSync } from '../journal/sqlite.ts';
import { transaction, type StoredEvent } from '../journal/index.ts';

/** The journal's events as one forwarder reads them, with its cursor: the last event that it has dealt with. */
export interface FollowedJournal {
  /** Events after the cursor, in commit order. */
  newEvents(limit: number): StoredEvent[];
  /** Events after a sequence, in commit order: for a forwarder that reads ahead of its cursor. */
  eventsAfter(sequence: number, limit: number): StoredEvent[];
  /** Sequence of the last event that was dealt with, as stored. */
  cursor(): number;
  /** Stores that everything up to a sequence was dealt with, in the open transaction or one of its own. */
  moveCursor(sequence: number): void;
}

/** Names of forwarders and of their cursors, as `hitmark replay --forwarder` takes them. */
export type ForwarderName = 'webhook' | 'file' | 'stdout' | 'kafka' | 'clickhouse';

/** Opens a forwarder's own connection to the journal's file, which must be there. */
export function openForwarderDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 0 });
  // Every commit is synced, though a cursor's move might well be lost. SQLite counts a commit that is not as part of the
  // WAL; a failed sync of the writer loses its bytes (Linux drops them), and at a power cut SQLite reads the WAL up to that
  // gap alone: what was acknowledged behind it would be lost.
  // Checkpoints are left to the maintenance.
  database.exec('PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0');
  // Deleted values (URLs of tokens) are overwritten with zeros.
  database.exec('PRAGMA secure_delete = ON');
  return database;
}

/**
 * Follows the journal with a forwarder's cursor.
 *
 * @param from place of a new cursor. `now`: after the latest event, so that a forwarder that is configured later sends
 * no old events. `start`: before the first event
 */
export function followJournal(
  database: DatabaseSync,
  forwarder: ForwarderName,
  from: 'now' | 'start' = 'now',
): FollowedJournal {
  const begin = from === 'now' ? '(SELECT coalesce(max(sequence), 0) FROM events)' : '0';
  const startCursor = database.prepare(
    `INSERT INTO cursors SELECT ?, ${begin} WHERE true ON CONFLICT DO NOTHING`,
  );
  transaction(database, () => startCursor.run(forwarder));

  const newEvents = database.prepare(
    `SELECT sequence, event, webhook FROM events
     WHERE sequence > (SELECT sequence FROM cursors WHERE forwarder = ?) ORDER BY sequence LIMIT ?`,
  );
  const eventsAfter = database.prepare(
    'SELECT sequence, event, webhook FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?',
  );
  const readCursor = database.prepare('SELECT sequence FROM cursors WHERE forwarder = ?');
  const moveCursor = database.prepare('UPDATE cursors SET sequence = ? WHERE forwarder = ?');
  return {
    newEvents: (limit) => newEvents.all(forwarder, limit) as unknown as StoredEvent[],
    eventsAfter: (sequence, limit) => eventsAfter.all(sequence, limit) as unknown as StoredEvent[],
    cursor: () => Number(readCursor.get(forwarder)?.['sequence']),
    moveCursor(sequence) {
      const move = (): unknown => moveCursor.run(sequence, forwarder);
      if (database.isTransaction) move();
      else transaction(database, move);
    },
  };
}
