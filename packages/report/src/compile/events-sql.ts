import sql, { join, type Sql } from 'sql-template-tag';
import type { Period } from '../query/date-range.ts';
import type { Listing } from '../query/query.ts';
import type { Dialect } from './dialect.ts';
import { eventAlias } from './dimension-sql.ts';
import { measures, metricSql } from './measures.ts';
import { columnsOf } from './names.ts';
import { selectionSql } from './selection-sql.ts';

/** Place of an event in a listing, which goes from the newest to the oldest. */
export interface ListingPlace {
  readonly timeMs: number;
  readonly sequence: number;
}

/**
 * The statement that lists events: their columns, newest first.
 *
 * @param after place of the last event that is listed already
 */
export function eventsSql(
  listing: Listing,
  period: Period,
  after: ListingPlace | null,
  columns: readonly string[],
  dialect: Dialect,
): Sql {
  const event = columnsOf(eventAlias);
  const counting = listing.metrics.flatMap((metric) =>
    metricSql[metric].of.map((of) => measures[of]),
  );
  const { from, where } = selectionSql(listing, { period, counting }, dialect);
  const [time, sequence] = [event('time'), event('sequence')];
  return sql`SELECT ${join(columns.map((column) => event(column)))} FROM ${from}
    WHERE ${where}${after === null ? sql`` : isOlder(time, sequence, after, dialect)}
    ORDER BY ${time} DESC, ${sequence} DESC LIMIT ${dialect.integer(listing.limit)}`;
}

function isOlder(time: Sql, sequence: Sql, after: ListingPlace, dialect: Dialect): Sql {
  const [atMs, at] = [dialect.integer(after.timeMs), dialect.integer(after.sequence)];
  return sql` AND (${time} < ${atMs} OR (${time} = ${atMs} AND ${sequence} < ${at}))`;
}
