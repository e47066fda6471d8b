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

/** Page of a listing that a statement reads. */
interface ListingPage {
  readonly period: Period;
  /** Place of the last event of the page before; null: this is the first page. */
  readonly after: ListingPlace | null;
  /** Columns that are read of each event. */
  readonly columns: readonly string[];
}

/** Writes the statement that lists events, newest first. */
export function eventsSql(
  listing: Listing,
  { period, after, columns }: ListingPage,
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
