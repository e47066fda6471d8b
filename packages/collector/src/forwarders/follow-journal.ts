import { DatabaseSync } from '../journal/sqlite.ts';
import { transaction, type StoredEvent } from '../journal/index.ts';

/** The journal, from where one forwarder has come to. */
export interface FollowedJournal {
  /** Events after the cursor, in commit order. */
  newEvents(limit: number): StoredEvent[];
  /** Events after a sequence, in commit order: for who knows better than the cursor how far it has come. */
  eventsAfter(sequence: number, limit: number): StoredEvent[];
  /** The last event that is seen to, as it is kept. */
  cursor(): number;
  /** Notes that everything up to a sequence is seen to; in the transaction that is open, or its own. */
  moveCursor(sequence: number): void;
}

/** Names of cursors: what `hitmark replay --forwarder` takes. */
export type ForwarderName = 'webhook' | 'file' | 'stdout' | 'kafka' | 'clickhouse';

/** Opens a forwarder's own connection to the journal's file, which must be there. */
export function openForwarderDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 0 });
  // Not synced by itself: what the disk loses of it is handed on again, under the same id. And
  // checkpoints are the maintenance's.
  database.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0');
  // What is deleted of it (URLs of tokens) leaves no trace.
  database.exec('PRAGMA secure_delete = ON');
  return database;
}

/**
 * Follows the journal with a forwarder's cursor.
 *
 * @param from where the cursor begins, the first time: after the latest event, since nobody is handed what
 * happened before anybody thought of it; or before the first
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
