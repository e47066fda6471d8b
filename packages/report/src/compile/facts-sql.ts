import sql, { join, type Sql } from 'sql-template-tag';
import type { Period } from '../query/date-range.ts';
import { none } from '../query/dimensions.ts';
import type { Actor, Query, Selection } from '../query/query.ts';
import type { Dialect } from './dialect.ts';
import { eventAlias } from './dimension-sql.ts';
import { isOfSites } from './is-of-sites.ts';
import { measures, metricSql } from './measures.ts';
import { columnsOf } from './names.ts';
import { selectionSql } from './selection-sql.ts';

const event = columnsOf(eventAlias);

/** Counts, for each of some actors, the events that would count for a query's metrics; two columns. */
export function actorsSql(
  query: Query,
  actors: readonly Actor[],
  period: Period,
  dialect: Dialect,
): Sql {
  const counting = query.metrics.flatMap((metric) =>
    metricSql[metric].of.map((of) => measures[of]),
  );
  const { from, where } = selectionSql({ ...query, actors }, { period, counting }, dialect);
  return sql`SELECT ${event('actor')}, count(*) FROM ${from} WHERE ${where} GROUP BY 1`;
}

/** Counts the visitors that are known for a day only. */
export function dailyVisitorsSql(query: Selection, period: Period, dialect: Dialect): Sql {
  const { from, where } = selectionSql(query, { period, counting: [measures.visitors] }, dialect);
  return sql`SELECT count(DISTINCT ${event('visitor')}) FROM ${from}
    WHERE ${where} AND ${event('visitor_kind')} = 'daily'`;
}

/** The currencies of revenue in some periods, up to ten. */
export function currenciesSql(query: Query, periods: readonly Period[], dialect: Dialect): Sql {
  const currency = sql`coalesce(${dialect.dataText(eventAlias, 'currency')}, ${none})`;
  const parts = periods.map((period) => {
    const { from, where } = selectionSql(query, { period, counting: [measures.revenue] }, dialect);
    return sql`SELECT ${currency} AS currency FROM ${from} WHERE ${where}`;
  });
  return sql`SELECT DISTINCT currency FROM (${join(parts, ' UNION ALL ')}) ORDER BY 1 LIMIT 10`;
}

/** The time of the first event of some sites. */
export function firstEventSql(site: readonly string[] | null, dialect: Dialect): Sql {
  const where =
    site === null ? sql`` : sql` WHERE ${isOfSites(columnsOf('e'), site, dialect.integer)}`;
  return sql`SELECT min(${event('time')}) FROM ${dialect.events} AS e${where}`;
}
