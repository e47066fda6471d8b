import sql, { join, type Sql } from 'sql-template-tag';
import { isTimeDimension, type Dimension } from '../query/dimensions.ts';
import type { Metric } from '../query/metrics.ts';
import type { Query } from '../query/query.ts';
import type { Dialect } from './dialect.ts';
import { dimensionSql } from './dimension-sql.ts';
import type { GroupsSql } from './groups-sql.ts';
import { metricSql } from './measures.ts';
import { columnsOf } from './names.ts';

const now = columnsOf('g');
const before = columnsOf('h');
const audience = columnsOf('a');

/**
 * The statement that answers a query. Its columns: the values of dimensions, of metrics, with a comparison
 * those of metrics before, and how many groups there are in all.
 *
 * @param compared groups of the period before, whose times have the numbers of those they stand beside
 */
export function querySql(
  query: Query,
  groups: GroupsSql,
  compared: GroupsSql | null,
  dialect: Dialect,
): Sql {
  const { dimensions, metrics } = query;
  const columns = [
    ...dimensions.map((_dimension, index) => now(`d${index}`)),
    ...metrics.map((_metric, index) => now(`m${index}`)),
    ...(compared === null ? [] : metrics.map((metric, index) => valueBefore(metric, index))),
    sql`count(*) OVER ()`,
  ];
  return sql`WITH ${join([...groups.subqueries, ...(compared?.subqueries ?? [])])}
    SELECT ${join(columns)} FROM ${groups.name} AS g${joinBefore(dimensions, compared)}
    ${isSomething(query)} ORDER BY ${orderSql(query, dialect)}
    LIMIT ${dialect.integer(query.limit)} OFFSET ${dialect.integer(query.offset)}`;
}

/** The number of groups, for where an offset is beyond them all. */
export function countSql(query: Query, groups: GroupsSql): Sql {
  return sql`WITH ${join([...groups.subqueries])}
    SELECT count(*) FROM ${groups.name} AS g ${isSomething(query)}`;
}

/** A group is listed where one of its metrics is something; without dimensions there is the one group. */
function isSomething({ dimensions, metrics }: Query): Sql {
  if (dimensions.length === 0) return sql``;
  const some = metrics.map((_metric, index) => sql`coalesce(${now(`m${index}`)}, 0) <> 0`);
  return sql`WHERE ${join(some, ' OR ')}`;
}

function joinBefore(dimensions: readonly Dimension[], compared: GroupsSql | null): Sql {
  if (compared === null) return sql``;
  const same = dimensions.map(
    (_dimension, index) => sql`${before(`d${index}`)} = ${now(`d${index}`)}`,
  );
  const joined = sql` LEFT JOIN ${compared.name} AS h ON ${allOf(same)}`;
  if (compared.audience === null) return joined;
  const { name: everyone, groups } = compared.audience;
  const ofGroup = groups.map((group) => sql`a.${group} = g.${group}`);
  return sql`${joined} LEFT JOIN ${everyone} AS a ON ${allOf(ofGroup)}`;
}

function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length > 0 ? join([...conditions], ' AND ') : sql`true`;
}

function valueBefore(metric: Metric, index: number): Sql {
  const value = before(`m${index}`);
  // A goal that nobody met then has no group, though there were visitors.
  if (metric === 'conversion_rate') {
    return sql`coalesce(${value}, CASE WHEN ${audience('audience')} > 0 THEN 0 END)`;
  }
  return metricSql[metric].empty === 0 ? sql`coalesce(${value}, 0)` : value;
}

/** Compiles ORDER BY: as the query says, else by time, else by the first metric. Ties are broken, so the order is total. */
function orderSql({ order_by, dimensions, metrics }: Query, dialect: Dialect): Sql {
  const time = dimensions.findIndex(isTimeDimension);
  const chosen = order_by.map(([by, direction]) => {
    const metric = metrics.findIndex((each) => each === by);
    const dimension = dimensions.findIndex((each) => each === by);
    return metric >= 0
      ? metricOrder(metric, direction)
      : dimensionOrder(dimensions, dimension, direction, dialect);
  });
  const natural =
    time >= 0 ? dimensionOrder(dimensions, time, 'asc', dialect) : metricOrder(0, 'desc');
  const rest = dimensions.map((_dimension, index) =>
    dimensionOrder(dimensions, index, 'asc', dialect),
  );
  return join([...(chosen.length > 0 ? chosen : [natural]), ...rest]);
}

function metricOrder(index: number, direction: 'asc' | 'desc'): Sql {
  return sql`${now(`m${index}`)} ${directions[direction]}`;
}

function dimensionOrder(
  dimensions: readonly Dimension[],
  index: number,
  direction: 'asc' | 'desc',
  dialect: Dialect,
): Sql {
  const dimension = dimensions[index];
  const value = now(`d${index}`);
  const isNumber =
    dimension !== undefined &&
    !isTimeDimension(dimension) &&
    dimensionSql(dimension, [], dialect).isNumber;
  // Values that are no number, such as (none), come last.
  return isNumber
    ? sql`${dialect.toNumber(value)} ${directions[direction]}`
    : sql`${value} ${directions[direction]}`;
}

const directions = { asc: sql`ASC NULLS LAST`, desc: sql`DESC NULLS LAST` } as const;
