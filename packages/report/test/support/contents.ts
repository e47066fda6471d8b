import type { Store } from '../../src/store/store.ts';

/** All that a store holds, in one order whatever the order in its file. */
export function contentsOf(store: Store): Promise<unknown> {
  return store.read(async (connection) => ({
    events: await connection.rows('SELECT * FROM events ORDER BY "sequence"'),
    visits: await connection.rows('SELECT * FROM visits ORDER BY visit'),
  }));
}
