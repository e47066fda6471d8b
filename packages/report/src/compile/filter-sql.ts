import sql, { join, type Sql } from 'sql-template-tag';
import { isTimeDimension, none, segmentDimension } from '../query/dimensions.ts';
import { conditionsOf, isCondition, type Condition, type Filter } from '../query/filter.ts';
import { bucketSpan } from '../query/bucket-span.ts';
import type { Dialect } from './dialect.ts';
import { dimensionSql, eventAlias, type GoalSql } from './dimension-sql.ts';
import { columnsOf } from './names.ts';

/** A filter as a condition that is true or false of every event, never null. */
export function filterSql(
  filter: Filter,
  timezone: string,
  goals: readonly GoalSql[],
  dialect: Dialect,
): Sql {
  if (isCondition(filter)) return conditionSql(filter, timezone, goals, dialect);
  if (filter[0] === 'not') return sql`(NOT ${filterSql(filter[1], timezone, goals, dialect)})`;
  const parts = filter[1].map((inner) => filterSql(inner, timezone, goals, dialect));
  return sql`(${join(parts, filter[0] === 'and' ? ' AND ' : ' OR ')})`;
}

/** Tells whether a filter needs the visits of events. */
export function filterNeedsVisit(
  filter: Filter | null,
  goals: readonly GoalSql[],
  dialect: Dialect,
): boolean {
  return conditionsOf(filter).some(
    ({ condition: [, dimension] }) =>
      !isTimeDimension(dimension) &&
      dimension !== segmentDimension &&
      dimensionSql(dimension, goals, dialect).ofVisit,
  );
}

function conditionSql(
  condition: Condition,
  timezone: string,
  goals: readonly GoalSql[],
  dialect: Dialect,
): Sql {
  const [operator, dimension, values] = condition;
  const isNegated = operator === 'is_not' || operator === 'contains_not';
  const positive = isTimeDimension(dimension)
    ? inSpans(
        values.map((value) => bucketSpan(dimension, value, timezone)),
        dialect,
      )
    : holds(condition, goals, dialect);
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
function holds(
  [operator, dimension, values]: Condition,
  goals: readonly GoalSql[],
  dialect: Dialect,
): Sql {
  if (isTimeDimension(dimension)) throw new RangeError('times are compared as spans');
  if (dimension === segmentDimension) {
    throw new RangeError('a query with segments is to be resolved first: resolveQuery()');
  }
  const test = testOf(operator, values, dialect);
  const canBeMissing = ['is', 'is_not'].includes(operator) && values.includes(none);
  if (dimension === 'goal') return meetsNamed(test, canBeMissing, goals, dialect);
  const { value, isList } = dimensionSql(dimension, goals, dialect);
  if (!isList) {
    return canBeMissing
      ? sql`(${value} IS NULL OR ${test(value)})`
      : sql`(${value} IS NOT NULL AND ${test(value)})`;
  }
  const hasItem = dialect.hasItem(value, test);
  return canBeMissing ? sql`(${dialect.isEmptyList(value)} OR ${hasItem})` : hasItem;
}

/** Condition that an event meets a goal whose name passes a test, without a list of names for each event. */
function meetsNamed(
  test: (value: Sql) => Sql,
  canBeMissing: boolean,
  goals: readonly GoalSql[],
  dialect: Dialect,
): Sql {
  const parts = goals.map(
    ({ name, meets }) => sql`(${test(dialect.toText(sql`${name}`))} AND ${meets})`,
  );
  if (canBeMissing) parts.push(sql`(NOT ${anyGoal(goals)})`);
  return parts.length === 0 ? sql`false` : sql`(${join(parts, ' OR ')})`;
}

/** Condition that an event meets any of some goals. */
export function anyGoal(goals: readonly GoalSql[]): Sql {
  if (goals.length === 0) return sql`false`;
  return sql`(${join(
    goals.map(({ meets }) => meets),
    ' OR ',
  )})`;
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
