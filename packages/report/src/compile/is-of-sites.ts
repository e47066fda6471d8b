import sql, { join, type Sql } from 'sql-template-tag';
import { siteHash } from '../ingest/site-hash.ts';
import { none } from '../query/dimensions.ts';
import type { Columns } from './names.ts';

/** Condition that a row is of one of some sites. */
export function isOfSites(
  column: Columns,
  sites: readonly string[],
  integer: (value: number) => Sql,
): Sql {
  const names = sites.map((site) => (site === none ? null : site));
  const hashes = [...new Set(names.map(siteHash))].map(integer);
  const known = names.filter((site) => site !== null);
  const parts = [
    ...(known.length > 0 ? [sql`${column('site')} IN (${join(known)})`] : []),
    ...(names.includes(null) ? [sql`${column('site')} IS NULL`] : []),
  ];
  return sql`${column('site_hash')} IN (${join(hashes)}) AND (${join(parts, ' OR ')})`;
}
