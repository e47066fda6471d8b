import sql, { join, type Sql } from 'sql-template-tag';
import type { Period } from '../query/date-range.ts';
import type { FunnelQuery } from '../query/funnel-query.ts';
import { hourMs } from '../query/hour-label.ts';
import type { Dialect } from './dialect.ts';
import { eventAlias } from './dimension-sql.ts';
import { filterNeedsVisit } from './filter-sql.ts';
import { choiceSql } from './goal-sql.ts';
import { measures } from './measures.ts';
import { columnsOf, name } from './names.ts';
import { selectionSql } from './selection-sql.ts';

const event = columnsOf(eventAlias);
/** Columns of a step: whether an event is of it, and the start of those that came so far by it. */
const isStep = (index: number): Sql => name(`is_step${index}`);
const start = (index: number): Sql => name(`start${index}`);
const before = (index: number): Sql => name(`before${index}`);
const level = (index: number): Sql => name(`level${index}`);

/**
 * Writes the statement that counts the visitors of each step, one column for each.
 *
 * An event of a step takes over the latest start among the earlier events of the step before it: an event that is too
 * late for the latest start is too late for an earlier one. So one pass for each step is enough.
 */
export function funnelSql(query: FunnelQuery, period: Period, dialect: Dialect): Sql {
  const { steps, window_hours } = query;
  const key = window_hours === null ? sql`visit` : sql`site, visitor`;
  const inTime = (index: number): Sql =>
    window_hours === null
      ? sql``
      : sql` AND ${name('time')} - ${before(index)} <= ${dialect.integer(window_hours * hourMs)}`;
  const levels = steps.map((_step, index) => {
    if (index === 0) {
      return sql`${level(0)} AS (
        SELECT *, CASE WHEN ${isStep(0)} THEN ${name('time')} END AS ${start(0)} FROM ${name('steps')})`;
    }
    return sql`${level(index)} AS (
      SELECT *, CASE WHEN ${isStep(index)}${inTime(index)} THEN ${before(index)} END AS ${start(index)}
      FROM (SELECT *, max(${start(index - 1)}) OVER (
          PARTITION BY ${key} ORDER BY ${name('time')}, ${name('sequence')}
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ${before(index)}
        FROM ${level(index - 1)}) AS earlier)`;
  });
  const counts = steps.map((_step, index) =>
    dialect.countDistinctWhere(name('visitor'), sql`${start(index)} IS NOT NULL`),
  );
  return sql`WITH ${name('steps')} AS (${stepsSql(query, period, dialect)}), ${join(levels)}
    SELECT ${join(counts)} FROM ${level(steps.length - 1)}`;
}

/** Events of any step, with a column for each that tells whether they are of it. */
function stepsSql(query: FunnelQuery, period: Period, dialect: Dialect): Sql {
  const steps = query.steps.map((step) => choiceSql(step, dialect));
  const ofAny = sql`(${measures.visitors.counts(event)} AND (${join(steps, ' OR ')}))`;
  const { from, where } = selectionSql(
    query,
    {
      period,
      counting: [{ columns: [], counts: () => ofAny }],
      visits: query.steps.some(({ filter }) => filterNeedsVisit(filter, [], dialect))
        ? 'columns'
        : 'number',
    },
    dialect,
  );
  const columns = ['visit', 'site', 'visitor', 'time', 'sequence'].map((column) => event(column));
  return sql`SELECT ${join([
    ...columns,
    ...steps.map((step, index) => sql`${step} AS ${isStep(index)}`),
  ])} FROM ${from} WHERE ${where}`;
}
