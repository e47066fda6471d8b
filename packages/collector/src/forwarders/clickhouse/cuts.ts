import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../../journal/index.ts';
import type { FollowedJournal } from '../follow-journal.ts';

/** A run of events that is handed on as one: its first and last sequence. */
export interface Cut {
  readonly first: number;
  readonly last: number;
  /** Partitions of ClickHouse that its events fall into. */
  readonly partitions: readonly string[];
}

/** The cut that is under way, kept in the journal's file: who is started again makes the same. */
export interface Cuts {
  /** Null: none is under way. */
  current(): Cut | null;
  /** On disk when it returns. */
  begin(cut: Cut): void;
  /** Puts a smaller cut in the place of the one that is under way, of which nothing was taken. */
  narrow(cut: Cut): void;
  /** Moves the cursor behind the cut, and ends it, at once with whatever belongs to its end. */
  end(cut: Cut, also?: () => void): void;
}

export function openCuts(
  database: DatabaseSync,
  forwarder: 'clickhouse',
  journal: Pick<FollowedJournal, 'moveCursor'>,
): Cuts {
  // Another cut after a power cut would have another name, and be inserted beside the one before.
  database.exec('PRAGMA synchronous = FULL');
  const read = database.prepare('SELECT first, last, partitions FROM cuts WHERE forwarder = ?');
  const insert = database.prepare(
    'INSERT OR REPLACE INTO cuts (forwarder, first, last, partitions) VALUES (?, ?, ?, ?)',
  );
  const remove = database.prepare('DELETE FROM cuts WHERE forwarder = ?');
  const keep = ({ first, last, partitions }: Cut): void =>
    transaction(database, () => insert.run(forwarder, first, last, JSON.stringify(partitions)));
  return {
    begin: keep,
    narrow: keep,
    current() {
      const row = read.get(forwarder);
      if (row === undefined) return null;
      const partitions = JSON.parse(String(row['partitions'])) as readonly string[];
      return { first: Number(row['first']), last: Number(row['last']), partitions };
    },
    end: ({ last }, also) =>
      transaction(database, () => {
        also?.();
        journal.moveCursor(last);
        remove.run(forwarder);
      }),
  };
}
