import type { Connection } from './engine.ts';

/** The last sequence that the store is seen to have. */
export async function readCursor(connection: Connection): Promise<number> {
  const [row] = await connection.rows('SELECT cursor FROM meta');
  return Number(row?.[0]);
}
