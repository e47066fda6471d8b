import sql, { empty, join, type Sql } from 'sql-template-tag';
import { siteHash } from '../ingest/site-hash.ts';
import type { Period } from '../query/date-range.ts';
import { none } from '../query/dimensions.ts';
import type { Selection } from '../query/query.ts';
import type { Dialect } from './dialect.ts';
import { eventAlias, visitAlias } from './dimension-sql.ts';
import { filterNeedsVisit, filterSql } from './filter-sql.ts';
import { eventColumns, goalsSql, meetsGoal } from './goal-sql.ts';
import type { Measure } from './measures.ts';
import { columnsOf, name, type Columns } from './names.ts';

const event = columnsOf(eventAlias);

/** Part of a measure that tells the events it counts. */
type Counting = Pick<Measure, 'columns' | 'counts'>;

/** Events that a statement reads. */
export interface SelectionSql {
  readonly from: Sql;
  readonly where: Sql;
}

/**
 * The events of a selection in a period.
 *
 * @param counting only those that count for one of these; none: all
 * @param withVisits whether columns of their visits are needed for something else than the filter
 */
export function selectionSql(
  selection: Selection,
  period: Period,
  counting: readonly Counting[],
  withVisits: boolean,
  dialect: Dialect,
): SelectionSql {
  const { site, filters, actors, timezone } = selection;
  const goals = goalsSql(selection, dialect);
  const conditions = [
    ...(site === null ? [] : [isOfSites(event, site, dialect)]),
    sql`${event('time')} >= ${dialect.integer(period.fromMs)}`,
    sql`${event('time')} < ${dialect.integer(period.toMs)}`,
    sql`${event('actor')} IN (${join(actors)})`,
    ...(counting.length === 0 ? [] : [anyCounts(counting, eventColumns(goals))]),
    ...(filters === null ? [] : [filterSql(filters, timezone, goals, dialect)]),
  ];
  const countsGoals = counting.some(({ columns }) => columns.includes(meetsGoal));
  const joined =
    withVisits ||
    filterNeedsVisit(filters, goals, dialect) ||
    (countsGoals && goals.some(({ ofVisit }) => ofVisit));
  return {
    from: sql`${dialect.events} AS ${name(eventAlias)}${
      joined ? joinVisits(site, period, dialect) : empty
    }`,
    where: join(conditions, ' AND '),
  };
}

export function isOfSites(
  column: (name: string) => Sql,
  sites: readonly string[],
  dialect: Dialect,
): Sql {
  const names = sites.map((site) => (site === none ? null : site));
  const hashes = [...new Set(names.map(siteHash))].map(dialect.integer);
  const known = names.filter((site) => site !== null);
  const parts = [
    ...(known.length > 0 ? [sql`${column('site')} IN (${join(known)})`] : []),
    ...(names.includes(null) ? [sql`${column('site')} IS NULL`] : []),
  ];
  return sql`${column('site_hash')} IN (${join(hashes)}) AND (${join(parts, ' OR ')})`;
}

function anyCounts(counting: readonly Counting[], columns: Columns): Sql {
  return sql`(${join(
    counting.map(({ counts }) => counts(columns)),
    ' OR ',
  )})`;
}

/** The visits of some sites that have a part in a period. */
export function visitsIn(site: readonly string[] | null, period: Period, dialect: Dialect): Sql {
  const visit = columnsOf('w');
  const conditions = [
    sql`${visit('last_time')} >= ${dialect.integer(period.fromMs)}`,
    sql`${visit('first_time')} < ${dialect.integer(period.toMs)}`,
    ...(site === null ? [] : [isOfSites(visit, site, dialect)]),
  ];
  return sql`(SELECT * FROM ${dialect.visits} AS w WHERE ${join(conditions, ' AND ')})`;
}

function joinVisits(site: readonly string[] | null, period: Period, dialect: Dialect): Sql {
  return sql` LEFT JOIN ${visitsIn(site, period, dialect)} AS ${name(visitAlias)}
    ON ${columnsOf(visitAlias)('visit')} = ${event('visit')}`;
}
