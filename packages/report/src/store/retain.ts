import type { Connection } from './engine.ts';
import { remakeVisits } from './remake-visits.ts';
import { transaction } from './transaction.ts';

/**
 * Deletes events from before a time. Visits that began before it are made anew from what is left.
 *
 * @returns how many events
 */
export async function deleteBefore(connection: Connection, beforeMs: number): Promise<number> {
  const deleted = await transaction(connection, async () => {
    await connection.rows(
      `CREATE OR REPLACE TEMP TABLE affected AS
       SELECT DISTINCT visit FROM events WHERE "time" < ${beforeMs} AND visit IS NOT NULL`,
    );
    const [row] = await connection.rows(`DELETE FROM events WHERE "time" < ${beforeMs}`);
    await remakeVisits(connection);
    await connection.rows('DROP TABLE affected');
    return Number(row?.[0] ?? 0);
  });
  if (deleted > 0) await connection.rows('CHECKPOINT');
  return deleted;
}
