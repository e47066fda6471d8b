import sql, { join, type Sql } from 'sql-template-tag';
import { isTimeDimension, none } from '../query/dimensions.ts';
import { conditionsOf, isCondition, type Condition } from '../query/filter.ts';
import type { Filter } from '../query/query.ts';
import { bucketSpan } from '../query/time-buckets.ts';
import type { Dialect } from './dialect.ts';
import { dimensionSql, eventAlias } from './dimension-sql.ts';
import { columnsOf } from './names.ts';

/** A filter as a condition that is true or false of every event, never null. */
export function filterSql(filter: Filter, timezone: string, dialect: Dialect): Sql {
  if (isCondition(filter)) return conditionSql(filter, timezone, dialect);
  if (filter[0] === 'not') return sql`(NOT ${filterSql(filter[1], timezone, dialect)})`;
  const parts = filter[1].map((inner) => filterSql(inner, timezone, dialect));
  return sql`(${join(parts, filter[0] === 'and' ? ' AND ' : ' OR ')})`;
}

/** Whether a filter asks for something of an event's visit. */
export function filterNeedsVisit(filter: Filter | null, dialect: Dialect): boolean {
  return conditionsOf(filter).some(
    ({ condition: [, dimension] }) =>
      !isTimeDimension(dimension) && dimensionSql(dimension, dialect).ofVisit,
  );
}

function conditionSql(condition: Condition, timezone: string, dialect: Dialect): Sql {
  const [operator, dimension, values] = condition;
  const isNegated = operator === 'is_not' || operator === 'contains_not';
  const positive = isTimeDimension(dimension)
    ? inSpans(
        values.map((value) => bucketSpan(dimension, value, timezone)),
        dialect,
      )
    : holds(condition, dialect);
  return isNegated ? sql`(NOT ${positive})` : positive;
}

function inSpans(
  spans: readonly (readonly [fromMs: number, toMs: number] | null)[],
  dialect: Dialect,
): Sql {
  const time = columnsOf(eventAlias)('time');
  const parts = spans.map((span) =>
    span === null
      ? sql`false`
      : sql`(${time} >= ${dialect.integer(span[0])} AND ${time} < ${dialect.integer(span[1])})`,
  );
  return sql`(${join(parts, ' OR ')})`;
}

/** A condition without its negation. */
function holds([operator, dimension, values]: Condition, dialect: Dialect): Sql {
  if (isTimeDimension(dimension)) throw new RangeError('times are compared as spans');
  const { value, isList } = dimensionSql(dimension, dialect);
  const test = testOf(operator, values, dialect);
  const canBeMissing = ['is', 'is_not'].includes(operator) && values.includes(none);
  if (!isList) {
    return canBeMissing
      ? sql`(${value} IS NULL OR ${test(value)})`
      : sql`(${value} IS NOT NULL AND ${test(value)})`;
  }
  const hasItem = dialect.hasItem(value, test);
  return canBeMissing ? sql`(${value} IS NULL OR ${hasItem})` : hasItem;
}

/** A test of a value that is not null. */
function testOf(
  operator: Condition[0],
  values: readonly string[],
  dialect: Dialect,
): (value: Sql) => Sql {
  if (operator === 'is' || operator === 'is_not') {
    return (value) => sql`${value} IN (${join(values)})`;
  }
  const one = operator === 'matches' ? dialect.matches : dialect.contains;
  return (value) =>
    sql`(${join(
      values.map((each) => one(value, each)),
      ' OR ',
    )})`;
}
