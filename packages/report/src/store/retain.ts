import type { Connection } from './engine.ts';
import { remakeVisits } from './remake-visits.ts';
import { transaction } from './transaction.ts';

/**
 * Deletes the events before a sequence. Visits that they were part of are made anew from what is left.
 *
 * @returns how many events
 */
export async function deleteBefore(connection: Connection, sequence: number): Promise<number> {
  const deleted = await transaction(connection, async () => {
    await connection.rows(
      `CREATE OR REPLACE TEMP TABLE affected AS
       SELECT DISTINCT visit FROM events WHERE "sequence" < ${sequence} AND visit IS NOT NULL`,
    );
    const [row] = await connection.rows(`DELETE FROM events WHERE "sequence" < ${sequence}`);
    await remakeVisits(connection);
    await connection.rows('DROP TABLE affected');
    return Number(row?.[0] ?? 0);
  });
  if (deleted > 0) await connection.rows('CHECKPOINT');
  return deleted;
}
