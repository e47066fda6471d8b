import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../../journal/index.ts';
import type { FollowedJournal } from '../follow-journal.ts';

/** Events that are inserted as one: those from the first sequence to the last. */
export interface Batch {
  readonly first: number;
  readonly last: number;
  /** Partitions of ClickHouse that its events fall into. */
  readonly partitions: readonly string[];
  /** Digest of its events as they were first tried; empty: an older version has begun the batch. */
  readonly digest: string;
}

/**
 * Record of the batch that is under way. It is kept in the journal's file, so that a forwarder that is started again
 * goes on with the same batch.
 */
export interface BatchLog {
  /** Null: none is under way. */
  current(): Batch | null;
  /** Begins a batch, which is on disk when this returns. */
  begin(batch: Batch): void;
  /** Replaces the batch that is under way, of which nothing was inserted, by a smaller one. */
  narrow(batch: Batch): void;
  /** Ends a batch and moves the cursor behind it, in one transaction with whatever else belongs to its end. */
  end(batch: Batch, also?: () => void): void;
}

export function openBatchLog(
  database: DatabaseSync,
  forwarder: 'clickhouse',
  journal: Pick<FollowedJournal, 'moveCursor'>,
): BatchLog {
  const read = database.prepare(
    'SELECT first, last, partitions, digest FROM cuts WHERE forwarder = ?',
  );
  const insert = database.prepare(
    `INSERT OR REPLACE INTO cuts (forwarder, first, last, partitions, digest)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const remove = database.prepare('DELETE FROM cuts WHERE forwarder = ?');
  const keep = ({ first, last, partitions, digest }: Batch): void =>
    transaction(
      database,
      () => void insert.run(forwarder, first, last, JSON.stringify(partitions), digest),
    );
  return {
    begin: keep,
    narrow: keep,
    current() {
      const row = read.get(forwarder);
      if (row === undefined) return null;
      const partitions = JSON.parse(String(row['partitions'])) as readonly string[];
      const { first, last, digest } = row;
      return { first: Number(first), last: Number(last), partitions, digest: String(digest) };
    },
    end: ({ last }, also) =>
      transaction(database, () => {
        also?.();
        journal.moveCursor(last);
        remove.run(forwarder);
      }),
  };
}
