import sql, { join, type Sql } from 'sql-template-tag';
import { withoutGoals } from '../query/about-goals.ts';
import { isTimeDimension, none, type Dimension } from '../query/dimensions.ts';
import type { Query } from '../query/query.ts';
import type { Buckets, PlannedPeriod } from '../query/time-buckets.ts';
import { bucketSql } from './bucket-sql.ts';
import type { Dialect } from './dialect.ts';
import { dimensionSql, eventAlias, type GoalSql } from './dimension-sql.ts';
import { eventColumns, goalsSql } from './goal-sql.ts';
import { grainSql } from './grain-sql.ts';
import { measures, metricSql, type Grain, type MeasureName } from './measures.ts';
import { columnsOf, name } from './names.ts';
import { selectionSql } from './selection-sql.ts';

/** A query's groups in one period, as subqueries that a statement begins with. */
export interface GroupsSql {
  readonly subqueries: readonly Sql[];
  /** Name of the last, which has columns `d0`, `d1` … of dimensions and `m0`, `m1` … of metrics. */
  readonly name: Sql;
  /** The subquery of all visitors, of which conversions are a part; null: no metric needs it. */
  readonly audience: { readonly name: Sql; readonly groups: readonly Sql[] } | null;
}

/** A dimension of the query, with the column of its values. */
interface Group {
  readonly dimension: Dimension;
  readonly as: Sql;
}

/** Measures of one grain. */
interface Part {
  readonly grain: Grain;
  readonly of: readonly MeasureName[];
  readonly groups: readonly Group[];
}

const grains: readonly Grain[] = ['row', 'visit', 'view', 'recipient', 'audience'];

/**
 * Counts a query's metrics for each group of its dimensions in a period.
 *
 * @param label part of the subqueries' names
 */
export function groupsSql(
  query: Query,
  { period, buckets }: PlannedPeriod,
  label: string,
  dialect: Dialect,
): GroupsSql {
  const needed = [...new Set(query.metrics.flatMap((metric) => metricSql[metric].of))];
  const named = (part: string): Sql => name(`${part}_${label}`);
  const visits = (): Sql => dialect.visitsIn(query.site, period);
  const rowsOf = (rowsQuery: Query, { groups }: Part, of: readonly MeasureName[]): Sql =>
    rowsSql(rowsQuery, { period, buckets }, { groups, of }, dialect);

  const parts = partsOf(query, needed);
  // Rows that are chosen for one condition need no look at it again.
  const ofRows = needed.filter((each) => measures[each].grain !== 'audience');
  const haveOneCondition = new Set(ofRows.map((each) => measures[each].counts)).size === 1;
  const subqueries = parts.flatMap((part) => {
    const { grain, of, groups } = part;
    const isAudience = grain === 'audience';
    const rows = named(isAudience ? 'everyone' : 'rows');
    const columns = of.map((each) => [measureColumn(each), measures[each]] as const);
    const allCount = isAudience || haveOneCondition;
    const source = { rows, groups: groups.map(({ as }) => as), allCount, visits };
    const counted = sql`${named(grain)} AS (${grainSql(grain, source, columns, dialect)})`;
    // The first is that of rows, which the others count in too.
    if (grain === 'row') {
      return [sql`${rows} AS (${rowsOf(query, part, ofRows)})`, counted];
    }
    if (!isAudience) return [counted];
    const everyone = { ...query, filters: withoutGoals(query.filters) };
    return [sql`${rows} AS (${rowsOf(everyone, part, of)})`, counted];
  });
  const audience = parts.find(({ grain }) => grain === 'audience');
  return {
    name: named('groups'),
    subqueries: [...subqueries, sql`${named('groups')} AS (${joinedSql(query, parts, named)})`],
    audience:
      audience === undefined
        ? null
        : { name: named('audience'), groups: audience.groups.map(({ as }) => as) },
  };
}

/** The first has all groups, also where it has nothing to count. */
function partsOf({ dimensions }: Query, needed: readonly MeasureName[]): readonly Part[] {
  const groups = dimensions.map((dimension, index) => ({ dimension, as: name(`d${index}`) }));
  return grains
    .map((grain) => ({
      grain,
      of: needed.filter((each) => measures[each].grain === grain),
      groups:
        grain === 'audience' ? groups.filter(({ dimension }) => dimension !== 'goal') : groups,
    }))
    .filter(({ grain, of }) => grain === 'row' || of.length > 0);
}

/** Events with a column for each dimension and those that measures need. */
function rowsSql(
  query: Query,
  { period, buckets }: PlannedPeriod,
  { groups, of }: Pick<Part, 'groups' | 'of'>,
  dialect: Dialect,
): Sql {
  const goals = goalsSql(query, dialect);
  const event = eventColumns(goals);
  const values = groups.map(({ dimension, as }) => ({
    as,
    ...valueSql(dimension, buckets, goals, dialect),
  }));
  const columns = [...new Set(of.flatMap((each) => measures[each].columns))];
  const { from, where } = selectionSql(
    query,
    {
      period,
      counting: of.map((each) => measures[each]),
      visits: values.some(({ ofVisit }) => ofVisit) ? 'columns' : 'none',
    },
    dialect,
  );
  const rows = sql`SELECT ${join([
    ...values.map(({ value, as }) => sql`${value} AS ${as}`),
    ...columns.map((column) => sql`${event(column)} AS ${name(column)}`),
  ])} FROM ${from} WHERE ${where}`;
  // One list at a time: an engine puts the items of two side by side, and an event is in each pair of values.
  const lists = values.filter(({ isList }) => isList);
  return lists.reduce(
    (inner, { as }) =>
      sql`SELECT * REPLACE (coalesce(${dialect.eachItem(as)}, ${none}) AS ${as}) FROM (${inner})`,
    rows,
  );
}

/** The value of a dimension that events are grouped by: a number of a bucket, a text, or a list of texts. */
function valueSql(
  dimension: Dimension,
  buckets: Buckets | null,
  goals: readonly GoalSql[],
  dialect: Dialect,
): { readonly value: Sql; readonly isList: boolean; readonly ofVisit: boolean } {
  if (isTimeDimension(dimension)) {
    if (buckets === null) throw new RangeError('a dimension of time needs buckets');
    const bucket = bucketSql(columnsOf(eventAlias)('time'), buckets, dialect);
    return { value: bucket, isList: false, ofVisit: false };
  }
  const { value, isList, ofVisit } = dimensionSql(dimension, goals, dialect);
  return { value: isList ? value : sql`coalesce(${value}, ${none})`, isList, ofVisit };
}

/** Metrics from the measures of all grains. */
function joinedSql(
  { metrics, dimensions }: Query,
  parts: readonly Part[],
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
  const others = parts.slice(1).map(({ grain, groups }) => {
    const other = named(grain);
    const same = groups.map(({ as }) => sql`${other}.${as} = ${first}.${as}`);
    return sql` LEFT JOIN ${other} ON ${same.length > 0 ? join(same, ' AND ') : sql`true`}`;
  });
  // Named, since an engine may name a column that several tables have after its table, too.
  const keys = dimensions.map((_dimension, index) => {
    const key = name(`d${index}`);
    return sql`${first}.${key} AS ${key}`;
  });
  return sql`SELECT ${join([...keys, ...values])}
    FROM ${first}${others.length > 0 ? join(others, '') : sql``}`;
}

/** Measures are named in camel case, columns are not. */
function measureColumn(of: MeasureName): string {
  return of.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
