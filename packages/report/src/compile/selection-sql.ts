import sql, { empty, join, type Sql } from 'sql-template-tag';
import type { Period } from '../query/date-range.ts';
import type { Selection } from '../query/query.ts';
import type { Dialect } from './dialect.ts';
import { eventAlias, visitAlias } from './dimension-sql.ts';
import { filterNeedsVisit, filterSql } from './filter-sql.ts';
import { eventColumns, goalsSql, meetsGoal } from './goal-sql.ts';
import { isOfSites } from './is-of-sites.ts';
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

/** Part of a selection's events that a statement needs. */
interface SelectionNeeds {
  readonly period: Period;
  /** Measures whose events are read; none: all events. */
  readonly counting: readonly Counting[];
  /**
   * Use of the events' visits beside the filter: none, the number of an event's visit, or its columns too.
   * @defaultValue 'none'
   */
  readonly visits?: 'none' | 'number' | 'columns';
}

/** The events of a selection in a period. */
export function selectionSql(
  selection: Selection,
  { period, counting, visits = 'none' }: SelectionNeeds,
  dialect: Dialect,
): SelectionSql {
  const { site, filters, actors, timezone } = selection;
  const goals = goalsSql(selection, dialect);
  const conditions = [
    ...(site === null ? [] : [isOfSites(event, site, dialect.integer)]),
    sql`${event('time')} >= ${dialect.integer(period.fromMs)}`,
    sql`${event('time')} < ${dialect.integer(period.toMs)}`,
    sql`${event('actor')} IN (${join(actors)})`,
    ...(counting.length === 0 ? [] : [anyCounts(counting, eventColumns(goals))]),
    ...(filters === null ? [] : [filterSql(filters, timezone, goals, dialect)]),
  ];
  const countsGoals = counting.some(({ columns }) => columns.includes(meetsGoal));
  const joined =
    visits === 'columns' ||
    filterNeedsVisit(filters, goals, dialect) ||
    (countsGoals && goals.some(({ ofVisit }) => ofVisit));
  const numbered =
    joined || visits === 'number' || counting.some(({ columns }) => columns.includes('visit'));
  const events = numbered ? dialect.eventsOfVisits(site, period) : dialect.events;
  return {
    from: sql`${events} AS ${name(eventAlias)}${
      joined ? joinVisits(site, period, dialect) : empty
    }`,
    where: join(conditions, ' AND '),
  };
}

function anyCounts(counting: readonly Counting[], columns: Columns): Sql {
  return sql`(${join(
    counting.map(({ counts }) => counts(columns)),
    ' OR ',
  )})`;
}

function joinVisits(site: readonly string[] | null, period: Period, dialect: Dialect): Sql {
  return sql` LEFT JOIN ${dialect.visitsIn(site, period)} AS ${name(visitAlias)}
    ON ${columnsOf(visitAlias)('visit')} = ${event('visit')}`;
}
