import type { Connection } from './engine.ts';

/** Reads the last sequence that the store has taken. */
export async function readCursor(connection: Connection): Promise<number> {
  const [row] = await connection.rows('SELECT cursor FROM meta');
  return Number(row?.[0]);
}
