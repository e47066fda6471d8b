import type { Connection } from './engine.ts';
import { runLength } from './event-run.ts';
import { transaction } from './transaction.ts';

/** Order of the rows in the file: by site, then by day, then by visitor. */
const layout = 'site_hash, "time" // 86400000, visitor, "time", "sequence"';

/**
 * Sorts the newest events by site and day, once they fill a row group. They were written in small pieces in the order
 * of time, with all sites mixed: a query for one site would read the events of all.
 */
export async function settle(connection: Connection): Promise<void> {
  const [row] = await connection.rows(
    `SELECT settled, (SELECT count(*) FROM events WHERE "sequence" > settled) FROM meta`,
  );
  if (row === undefined || Number(row[1]) < runLength) return;
  const settled = Number(row[0]);
  await transaction(connection, async () => {
    await rewrite(connection, 'events', `"sequence" > ${settled}`, layout);
    await rewrite(connection, 'visits', `visit > ${settled}`, 'site_hash, first_time, visit');
    await connection.rows('UPDATE meta SET settled = cursor');
  });
  // Frees the space that the rows took before.
  await connection.rows('CHECKPOINT');
}

/** Writes rows once more, sorted, and deletes the old ones. Their row groups are then empty, and DuckDB drops them. */
async function rewrite(
  connection: Connection,
  table: string,
  condition: string,
  order: string,
): Promise<void> {
  const [row] = await connection.rows(`SELECT max(rowid) FROM ${table}`);
  const last = Number(row?.[0] ?? -1);
  await connection.rows(
    `INSERT INTO ${table} SELECT * FROM ${table} WHERE ${condition} ORDER BY ${order}`,
  );
  await connection.rows(`DELETE FROM ${table} WHERE ${condition} AND rowid <= ${last}`);
}
