import { createHash } from 'node:crypto';
import { rowColumns } from '../ingest/row-columns.ts';

/** Settings that a store's rows depend on besides the events. */
export interface StoreSettings {
  /** Hosts of the sites' own, such as `example.com` with all below it: they are no source of visitors. */
  readonly ownHosts: readonly string[];
  /** More names of `data` that get a column of their own. */
  readonly dataColumns: readonly string[];
}

/** Version of the tables and of the values derived from events. A file of another version is built again. */
export const storeVersion = 2;

/** A text that differs where the same events would make other rows. */
export function stampOf({ ownHosts, dataColumns }: StoreSettings): string {
  const columns = rowColumns.map(({ name, type }) => [name, type]);
  const facts = JSON.stringify([columns, ownHosts.toSorted(), dataColumns]);
  return createHash('sha256').update(facts).digest('hex').slice(0, 16);
}
