import type { Connection } from './engine.ts';

/** Runs work in one transaction: all of it is there afterwards, or nothing. */
export async function transaction<Result>(
  connection: Connection,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  await connection.rows('BEGIN TRANSACTION');
  try {
    const result = await work(connection);
    await connection.rows('COMMIT');
    return result;
  } catch (error) {
    // This fails if the engine has ended the transaction itself; the first error says why.
    await connection.rows('ROLLBACK').catch(() => {});
    throw error;
  }
}
