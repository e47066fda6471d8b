import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../../journal/index.ts';
import type { FollowedJournal } from '../follow-journal.ts';

/** A run of events that is handed on as one: its first and last sequence. */
export interface Cut {
  readonly first: number;
  readonly last: number;
}

/** The cut that is under way, kept in the journal's file: who is started again makes the same. */
export interface Cuts {
  /** Null: none is under way. */
  current(): Cut | null;
  /** On disk when it returns. */
  begin(cut: Cut): void;
  /** Moves the cursor behind the cut, and ends it, at once. */
  end(cut: Cut): void;
}

export function openCuts(
  database: DatabaseSync,
  forwarder: 'clickhouse',
  journal: Pick<FollowedJournal, 'moveCursor'>,
): Cuts {
  // Another cut after a power cut would have another name, and be inserted beside the one before.
  database.exec('PRAGMA synchronous = FULL');
  const read = database.prepare('SELECT first, last FROM cuts WHERE forwarder = ?');
  const insert = database.prepare('INSERT INTO cuts VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM cuts WHERE forwarder = ?');
  return {
    current() {
      const row = read.get(forwarder);
      if (row === undefined) return null;
      return { first: Number(row['first']), last: Number(row['last']) };
    },
    begin: ({ first, last }) => transaction(database, () => insert.run(forwarder, first, last)),
    end: ({ last }) =>
      transaction(database, () => {
        journal.moveCursor(last);
        remove.run(forwarder);
      }),
  };
}
