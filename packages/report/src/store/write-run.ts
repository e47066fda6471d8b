import { setImmediate as nextTurn } from 'node:timers/promises';
import { DuckDBDataChunk } from '@duckdb/node-api';
import type { Connection } from './engine.ts';
import type { EventRun } from './event-run.ts';
import { duckdbTypes } from './duckdb-types.ts';
import { findKnownVisits } from './find-known-visits.ts';
import { orderByLayout, orderByTime, orderByVisitor } from './row-order.ts';
import { findVisits, visitorsOf } from './run-visits.ts';
import { transaction } from './transaction.ts';
import { chunkRows } from './vectors.ts';
import { writeVisits } from './write-visits.ts';

/** Number of chunks, of some ms each, after which the event loop gets a turn. */
const chunksAtOnce = 4;

/** Writes a run into the store, and moves the cursor with it, in one transaction. */
export async function writeRun(connection: Connection, run: EventRun): Promise<void> {
  await transaction(connection, async () => {
    if (run.rows > 0) {
      const byTime = orderByTime(run);
      await addVisits(connection, run, byTime);
      await addEvents(connection, run, orderByLayout(run, byTime));
    }
    // The rows of a full run are sorted already. If all rows before them are, too, they count as settled.
    const settled = run.isFull
      ? `CASE WHEN settled = cursor THEN ${run.cursor} ELSE settled END`
      : 'settled';
    await connection.rows(`UPDATE meta SET settled = ${settled}, cursor = ${run.cursor}`);
  });
}

async function addVisits(
  connection: Connection,
  run: EventRun,
  byTime: Uint32Array,
): Promise<void> {
  const rows = orderByVisitor(run, byTime);
  if (rows.length === 0) return;
  const visitors = visitorsOf(run, rows);
  const known = await findKnownVisits(connection, run, rows, visitors);
  await writeVisits(connection, run, findVisits(run, rows, visitors, known));
}

async function addEvents(
  connection: Connection,
  { columns, types }: EventRun,
  order: Uint32Array,
): Promise<void> {
  const appender = await connection.appender(null, 'events');
  const chunk = DuckDBDataChunk.create(types.map((type) => duckdbTypes[type]));
  for (let start = 0, count = 1; start < order.length; start += chunkRows, count += 1) {
    const rows = order.subarray(start, start + chunkRows);
    chunk.reset();
    chunk.rowCount = rows.length;
    for (const [index, column] of columns.entries()) column.fill(chunk, index, rows);
    appender.appendDataChunk(chunk);
    if (count % chunksAtOnce !== 0) continue;
    appender.flushSync();
    await nextTurn();
  }
  appender.closeSync();
}
