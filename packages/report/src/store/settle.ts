import type { Connection } from './engine.ts';
import { runLength } from './event-run.ts';
import { transaction } from './transaction.ts';

/** Order in which events lie in the file: a site's days together, and in a day each visitor's. */
const layout = 'site_hash, "time" // 86400000, visitor, "time", "sequence"';

/**
 * Lays out what came in small pieces by site and day, once it fills a row group: it came in the order of
 * time, all sites mixed, and a query would read those of all sites to find one's.
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
  // Frees what they took before.
  await connection.rows('CHECKPOINT');
}

/** Writes rows once more, in order, and deletes them where they were: their row groups are dropped whole. */
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
