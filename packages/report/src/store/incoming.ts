import { runLength, type Batch } from './cut-batches.ts';
import { identifier, type Connection } from './engine.ts';
import { computedColumns, incomingDefinition } from './tables.ts';
import { transaction } from './transaction.ts';
import {
  countJoined,
  deleteMerged,
  insertMerged,
  mergeIncoming,
  renumberJoined,
} from './visits.ts';

/** Order in which events lie in the file: a site's days together, and in a day each visitor's. */
export const layout = 'site_hash, "time" // 86400000, visitor, "time", "sequence"';

/** Events that have come and are not yet in the store, in a table `incoming` of the connection's own. */
export interface Incoming {
  readonly rows: number;
  /** The last sequence that has come. */
  readonly cursor: number;
  add(batch: Batch): Promise<void>;
  /** Moves them into the store, and the cursor with them, in one transaction. */
  flush(): Promise<void>;
  /** Throws away what has come since the last flush, which was up to a cursor. */
  clear(cursor: number): Promise<void>;
}

const nothing = { rows: 0, filled: new Set<string>(), earliestMs: Infinity, latestMs: -Infinity };

/** @param start the store's cursor */
export async function createIncoming(
  connection: Connection,
  dataNames: readonly string[],
  start: number,
): Promise<Incoming> {
  let state = { ...nothing, cursor: start };
  const computed = computedColumns(dataNames);

  async function clear(cursor: number): Promise<void> {
    state = { ...nothing, cursor };
    await connection.rows(`CREATE OR REPLACE TEMP TABLE incoming (${incomingDefinition})`);
  }
  await clear(start);

  async function insert(): Promise<void> {
    await connection.rows(mergeIncoming(state.earliestMs, state.latestMs));
    const [joined] = await connection.rows(countJoined);
    // Seldom: a late event lies between two visits, and makes them one.
    if (joined?.[0] !== 0n) await connection.rows(renumberJoined);
    await connection.rows(deleteMerged);
    await connection.rows(insertMerged);
    // Columns without a value are left out: each would be sorted, though it has nothing.
    const columns = [
      ...[...state.filled].map((name) => `incoming.${identifier(name)}`),
      ...computed
        .filter(({ needs }) => needs === null || state.filled.has(needs))
        .map(({ name, from }) => `${from} AS ${identifier(name)}`),
    ];
    await connection.rows(
      `INSERT INTO events BY NAME
       SELECT ${columns.join(', ')}
       FROM incoming
       LEFT JOIN (SELECT visit, merged FROM merging WHERE is_event) AS merging
         ON merging.visit = incoming.sequence
       ORDER BY ${layout}`,
    );
    await connection.rows('DROP TABLE merging');
  }

  return {
    get rows() {
      return state.rows;
    },
    get cursor() {
      return state.cursor;
    },
    async add({ chunks, rows, filled, earliestMs, latestMs, cursor, release }) {
      const appender = await connection.appender('incoming');
      for (const chunk of chunks) appender.appendDataChunk(chunk);
      appender.closeSync();
      release();
      state = {
        rows: state.rows + rows,
        filled: new Set([...state.filled, ...filled]),
        earliestMs: Math.min(state.earliestMs, earliestMs),
        latestMs: Math.max(state.latestMs, latestMs),
        cursor,
      };
    },
    async flush() {
      const { rows, cursor } = state;
      await transaction(connection, async () => {
        if (rows > 0) await insert();
        // So many lie as they should already, unless some before them do not.
        const settled =
          rows >= runLength
            ? `CASE WHEN settled = cursor THEN ${cursor} ELSE settled END`
            : 'settled';
        await connection.rows(`UPDATE meta SET settled = ${settled}, cursor = ${cursor}`);
      });
      await clear(cursor);
    },
    clear,
  };
}
