import sql, { join, type Sql } from 'sql-template-tag';
import type { Period } from '../query/date-range.ts';
import { isTimeDimension, none, type Dimension } from '../query/dimensions.ts';
import type { Query } from '../query/query.ts';
import type { Buckets } from '../query/time-buckets.ts';
import { bucketSql } from './bucket-sql.ts';
import type { Dialect } from './dialect.ts';
import { dimensionSql, eventAlias } from './dimension-sql.ts';
import { grainSql } from './grain-sql.ts';
import { measures, metricSql, type Grain, type MeasureName } from './measures.ts';
import { columnsOf, name } from './names.ts';
import { selectionSql, visitsIn } from './selection-sql.ts';

/** A query's groups in one period, as subqueries that a statement begins with. */
export interface GroupsSql {
  readonly subqueries: readonly Sql[];
  /** Name of the last, which has columns `d0`, `d1` … of dimensions and `m0`, `m1` … of metrics. */
  readonly name: Sql;
}

const grains: readonly Grain[] = ['row', 'visit', 'view', 'recipient'];

/**
 * Counts a query's metrics for each group of its dimensions in a period.
 *
 * @param label part of the subqueries' names
 * @param buckets the period's, where the query has a dimension of time
 */
export function groupsSql(
  query: Query,
  period: Period,
  buckets: Buckets | null,
  label: string,
  dialect: Dialect,
): GroupsSql {
  const needed = [...new Set(query.metrics.flatMap((metric) => metricSql[metric].of))];
  const groups = query.dimensions.map((_dimension, index) => name(`d${index}`));
  const named = (part: string): Sql => name(`${part}_${label}`);
  const rows = named('rows');
  const visits = visitsIn(query.site, period, dialect);

  // The first has all groups, also where it has nothing to count.
  const parts = grains
    .map((grain) => ({ grain, of: needed.filter((each) => measures[each].grain === grain) }))
    .filter(({ grain, of }) => grain === 'row' || of.length > 0);
  const counted = parts.map(({ grain, of }) => {
    const columns = of.map((each) => [measureColumn(each), measures[each]] as const);
    return sql`${named(grain)} AS (${grainSql(grain, rows, groups, columns, visits, dialect)})`;
  });
  return {
    name: named('groups'),
    subqueries: [
      sql`${rows} AS (${rowsSql(query, period, buckets, needed, dialect)})`,
      ...counted,
      sql`${named('groups')} AS (${joinedSql(query, parts, groups, named)})`,
    ],
  };
}

/** Events with a column for each dimension and those that measures need. */
function rowsSql(
  query: Query,
  period: Period,
  buckets: Buckets | null,
  needed: readonly MeasureName[],
  dialect: Dialect,
): Sql {
  const event = columnsOf(eventAlias);
  const values = query.dimensions.map((dimension) => valueSql(dimension, buckets, dialect));
  const columns = [...new Set(needed.flatMap((each) => measures[each].columns))];
  const { from, where } = selectionSql(
    query,
    period,
    needed.map((each) => measures[each]),
    values.some(({ ofVisit }) => ofVisit),
    dialect,
  );
  return sql`SELECT ${join([
    ...values.map(({ value }, index) => sql`${value} AS ${name(`d${index}`)}`),
    ...columns.map((column) => sql`${event(column)} AS ${name(column)}`),
  ])} FROM ${from} WHERE ${where}`;
}

/** The value of a dimension that events are grouped by: a number of a bucket, or a text. */
function valueSql(
  dimension: Dimension,
  buckets: Buckets | null,
  dialect: Dialect,
): { readonly value: Sql; readonly ofVisit: boolean } {
  if (isTimeDimension(dimension)) {
    if (buckets === null) throw new RangeError('a dimension of time needs buckets');
    return { value: bucketSql(columnsOf(eventAlias)('time'), buckets, dialect), ofVisit: false };
  }
  const { value, isList, ofVisit } = dimensionSql(dimension, dialect);
  return { value: sql`coalesce(${isList ? dialect.eachItem(value) : value}, ${none})`, ofVisit };
}

/** Metrics from the measures of all grains. */
function joinedSql(
  { metrics }: Query,
  parts: readonly { readonly grain: Grain; readonly of: readonly MeasureName[] }[],
  groups: readonly Sql[],
  named: (part: string) => Sql,
): Sql {
  const columnOf = (of: MeasureName): Sql => {
    const column = sql`${named(measures[of].grain)}.${name(measureColumn(of))}`;
    return measures[of].empty === 0 ? sql`coalesce(${column}, 0)` : column;
  };
  const values = metrics.map((metric, index) => {
    const { of, value } = metricSql[metric];
    return sql`${value === null ? columnOf(of[0]) : value(columnOf)} AS ${name(`m${index}`)}`;
  });
  const first = named('row');
  const others = parts.slice(1).map(({ grain }) => {
    const other = named(grain);
    const same = groups.map((group) => sql`${other}.${group} = ${first}.${group}`);
    return sql` LEFT JOIN ${other} ON ${same.length > 0 ? join(same, ' AND ') : sql`true`}`;
  });
  return sql`SELECT ${join([...groups.map((group) => sql`${first}.${group}`), ...values])}
    FROM ${first}${others.length > 0 ? join(others, '') : sql``}`;
}

/** Measures are named in camel case, columns are not. */
function measureColumn(of: MeasureName): string {
  return of.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
