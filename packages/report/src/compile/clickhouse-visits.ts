import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import { touchColumns, visitGapMs } from '../ingest/visit.ts';
import type { Period } from '../query/date-range.ts';
import type { Sites } from './dialect.ts';
import { isOfSites } from './is-of-sites.ts';
import { columnsOf, name } from './names.ts';

/** The visits that a statement asks for. */
export interface VisitsQuery {
  /** Table of all events. */
  readonly events: Sql;
  readonly sites: Sites;
  readonly period: Period;
  /** Time before and after the period in which their events are looked for. */
  readonly marginMs: number;
}

// Visits stand nowhere: they are cut anew for the period that is asked for. For each visitor the times of its events
// are sorted and cut at the pauses, and each event finds its visit by a join for the nearest start before it. So no
// window goes over the events, and only those of the period and the margin are read. What is longer than the margin
// is found by `longVisitsSql`, and the statement made again with a wider one.

const event = columnsOf('x');
const span = columnsOf('s');
const site = sql`coalesce(${event('site')}, '')`;

/** Visitor of an event that is part of a visit, else null. */
const visitor = sql`if(${event('type')} IN ('pageview', 'engagement', 'event'), ${event('visitor')}, NULL)`;

/** Events of some sites in a span of time, as `x`. */
function eventsIn({ events, sites }: VisitsQuery, fromMs: number, toMs: number): Sql {
  const ofSites = sites === null ? empty : sql` AND ${isOfSites(event, sites, integer)}`;
  return sql`${events} AS x WHERE ${event('time')} >= ${integer(fromMs)} AND ${event('time')} < ${integer(toMs)}${ofSites}`;
}

/** The visits' first and last times, by site and visitor, with a number of their own. */
function spansSql(query: VisitsQuery): Sql {
  const { period, marginMs } = query;
  const { fromMs, toMs } = period;
  return sql`(SELECT ${name('visit_site')}, ${name('visit_visitor')},
      tupleElement(${name('span')}, 1) AS ${name('first_time')}, tupleElement(${name('span')}, 2) AS ${name('last_time')},
      sipHash128(${name('visit_site')}, ${name('visit_visitor')}, ${name('first_time')}) AS ${name('visit')}
    FROM (
      SELECT ${name('visit_site')}, ${name('visit_visitor')}, arraySort(groupArray(${name('visit_time')})) AS ${name('times')}
      FROM (SELECT ${site} AS ${name('visit_site')}, ${visitor} AS ${name('visit_visitor')}, ${event('time')} AS ${name('visit_time')}
        FROM ${eventsIn(query, fromMs - marginMs, toMs + marginMs)} AND ${visitor} IS NOT NULL)
      GROUP BY ${name('visit_site')}, ${name('visit_visitor')})
    ARRAY JOIN arrayMap(part -> (part[1], part[-1]),
      arraySplit((time, pause) -> pause > ${integer(visitGapMs)}, ${name('times')}, arrayDifference(${name('times')}))
    ) AS ${name('span')}
    WHERE ${name('last_time')} >= ${integer(fromMs)} AND ${name('first_time')} < ${integer(toMs)})`;
}

const ofSpan = sql`${site} = ${span('visit_site')} AND ${visitor} = ${span('visit_visitor')}
  AND ${event('time')} >= ${span('first_time')}`;

/** The events of a period, with the number of their visit. */
export function eventsOfVisitsSql(query: VisitsQuery): Sql {
  const { fromMs, toMs } = query.period;
  return sql`(SELECT x.*, ${span('visit')} AS ${name('visit')}
    FROM (SELECT x.* FROM ${eventsIn(query, fromMs, toMs)}) AS x
    ASOF LEFT JOIN ${spansSql(query)} AS s ON ${ofSpan})`;
}

/** The visits that have a part in a period, each as a whole. */
export function visitsSql(query: VisitsQuery): Sql {
  const { fromMs, toMs } = query.period;
  const place = sql`tuple(${event('time')}, ${event('sequence')})`;
  const isView = sql`${event('type')} = 'pageview'`;
  const isTouch = sql`${event('touch_source')} IS NOT NULL`;
  const touched = touchColumns.map((column) => event(column));
  // Tuples, since argMin and argMax pass over null.
  return sql`(SELECT ${name('visit')}, ${name('first_time')}, ${name('last_time')}, ${name('views')}, ${name('other_events')},
      CAST(${name('entry_view')}, 'Tuple(page Nullable(String))') AS ${name('entry')},
      CAST(${name('exit_view')}, 'Tuple(page Nullable(String))') AS ${name('exit')},
      CAST(${name('first_touch')}, ${raw(`'Tuple(${touchType})'`)}) AS ${name('touch')}
    FROM (
      SELECT ${span('visit')} AS ${name('visit')},
        min(${event('time')}) AS ${name('first_time')}, max(${event('time')}) AS ${name('last_time')},
        countIf(${isView}) AS ${name('views')}, countIf(${event('type')} = 'event') AS ${name('other_events')},
        assumeNotNull(argMinIf(tuple(${event('page')}), ${place}, ${isView})) AS ${name('entry_view')},
        assumeNotNull(argMaxIf(tuple(${event('page')}), ${place}, ${isView})) AS ${name('exit_view')},
        assumeNotNull(argMinIf(tuple(${join(touched)}), ${place}, ${isTouch})) AS ${name('first_touch')}
      FROM (SELECT x.* FROM ${eventsIn(query, fromMs - query.marginMs, toMs + query.marginMs)} AND ${visitor} IS NOT NULL) AS x
      ASOF JOIN ${spansSql(query)} AS s ON ${ofSpan}
      WHERE ${event('time')} <= ${span('last_time')}
      GROUP BY ${span('visit')}))`;
}

/** Type of a visit's touch. Its members have the names of DuckDB's struct, which the compiler uses. */
const touchType = touchColumns
  .map((column) => `${column.replace('touch_', '')} Nullable(String)`)
  .join(', ');

/**
 * Counts the visits whose events fill the whole margin before or after the period, without a pause: they may go on
 * beyond it.
 */
export function longVisitsSql(query: VisitsQuery): Sql {
  const { period, marginMs } = query;
  const edges = [period.fromMs - marginMs, period.toMs];
  const counts = edges.map(
    (fromMs) => sql`(SELECT count() FROM (
      SELECT arraySort(groupArray(${name('visit_time')})) AS ${name('times')}
      FROM (SELECT ${site} AS ${name('visit_site')}, ${visitor} AS ${name('visit_visitor')}, ${event('time')} AS ${name('visit_time')}
        FROM ${eventsIn(query, fromMs, fromMs + marginMs)} AND ${visitor} IS NOT NULL)
      GROUP BY ${name('visit_site')}, ${name('visit_visitor')}
      HAVING count() >= ${integer(Math.floor(marginMs / visitGapMs) - 1)})
    WHERE ${name('times')}[1] - ${integer(visitGapMs)} <= ${integer(fromMs)}
      AND ${name('times')}[-1] + ${integer(visitGapMs)} >= ${integer(fromMs + marginMs)}
      AND arrayAll(pause -> pause <= ${integer(visitGapMs)}, arrayDifference(${name('times')})))`,
  );
  return sql`SELECT ${join(counts, ' + ')}`;
}

function integer(value: number): Sql {
  if (!Number.isSafeInteger(value)) throw new RangeError(`no whole number: ${value}`);
  return raw(String(value));
}
