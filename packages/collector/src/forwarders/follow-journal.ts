import { DatabaseSync } from '../journal/sqlite.ts';
import { transaction, type StoredEvent } from '../journal/index.ts';

/** The journal, from where one forwarder has come to. */
export interface FollowedJournal {
  /** Events after the cursor, in commit order. */
  newEvents(limit: number): StoredEvent[];
  /** Notes that everything up to a sequence is seen to; in the transaction that is open, or its own. */
  moveCursor(sequence: number): void;
}

/** Names of cursors: what `hitmark replay --forwarder` takes. */
export type ForwarderName = 'webhook' | 'file' | 'stdout';

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
 * Follows the journal with a forwarder's cursor. The first time, the cursor is set after the latest
 * event: nobody is handed what happened before anybody thought of it.
 */
export function followJournal(database: DatabaseSync, forwarder: ForwarderName): FollowedJournal {
  const startCursor = database.prepare(
    `INSERT INTO cursors SELECT ?, coalesce(max(sequence), 0) FROM events WHERE true
     ON CONFLICT DO NOTHING`,
  );
  transaction(database, () => startCursor.run(forwarder));

  const newEvents = database.prepare(
    `SELECT sequence, event, webhook FROM events
     WHERE sequence > (SELECT sequence FROM cursors WHERE forwarder = ?) ORDER BY sequence LIMIT ?`,
  );
  const moveCursor = database.prepare('UPDATE cursors SET sequence = ? WHERE forwarder = ?');
  return {
    newEvents: (limit) => newEvents.all(forwarder, limit) as unknown as StoredEvent[],
    moveCursor(sequence) {
      const move = (): unknown => moveCursor.run(sequence, forwarder);
      if (database.isTransaction) move();
      else transaction(database, move);
    },
  };
}
