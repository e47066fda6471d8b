import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Row, Sequence } from '../thread-messages.ts';

const columns = ['received', 'event', 'hit_time', 'hit_identity', 'webhook'] as const;

/**
 * Most rows of one statement: more gain nothing. Inserting rows one by one takes 1.4 times as long in SQLite
 * (measured).
 */
const rowsAtOnce = 8;

/** Inserts events within a transaction of the caller's. */
export interface InsertRows {
  /** Many rows a statement; null where one of them was stored before: SQLite does not say which. */
  readonly together: (rows: readonly Row[]) => Sequence[] | null;
  /** Inserts each row by a statement. A hit that was stored before gets the sequence of the first one, negative. */
  readonly oneByOne: (rows: readonly Row[]) => Sequence[];
}

export function prepareInserts(database: DatabaseSync): InsertRows {
  const one = `(${columns.map(() => '?').join(', ')})`;
  const statements = Array.from({ length: rowsAtOnce }, (_, more) =>
    database.prepare(
      `INSERT INTO events (${columns.join(', ')}) VALUES ${Array(more + 1)
        .fill(one)
        .join(', ')}
       ON CONFLICT DO NOTHING`,
    ),
  );

  /** Inserts some rows by one statement. Returns how many were new, and the sequence of the last. */
  function insert(rows: readonly Row[], from: number, count: number) {
    const values: (string | number | null)[] = [];
    for (let at = from; at < from + count; at += 1) {
      const { received, event, hitTime, hitIdentity, webhook } = rows[at] as Row;
      values.push(received, event, hitTime, hitIdentity, webhook);
    }
    return (statements[count - 1] as StatementSync).run(...values);
  }

  const find = database.prepare(
    'SELECT sequence FROM events WHERE hit_time IS ? AND hit_identity = ?',
  );
  function earlier({ hitTime, hitIdentity }: Row): number {
    return Number(find.get(hitTime, hitIdentity)?.['sequence']);
  }

  return {
    together(rows) {
      const sequences: Sequence[] = [];
      for (let from = 0; from < rows.length; from += rowsAtOnce) {
        const count = Math.min(rowsAtOnce, rows.length - from);
        const { changes, lastInsertRowid } = insert(rows, from, count);
        if (changes !== count) return null;
        // One statement's rows have sequences without a gap, in their order.
        const first = Number(lastInsertRowid) - count + 1;
        for (let index = 0; index < count; index += 1) sequences.push(first + index);
      }
      return sequences;
    },
    oneByOne: (rows) =>
      rows.map((_, at) => {
        const { changes, lastInsertRowid } = insert(rows, at, 1);
        return changes === 0 ? -earlier(rows[at] as Row) : Number(lastInsertRowid);
      }),
  };
}
