import * as v from 'valibot';
import { isTimeDimension, timeDimensions } from './dimensions.ts';
import { conditionsOf, type Condition } from './filter.ts';
import { QueryError, type QueryProblem } from './query-problem.ts';
import type { Listing, Query, Selection } from './query.ts';
import { listingSchema, querySchema } from './schema.ts';
import { bucketSpan } from './time-buckets.ts';

/** Deepest nesting of a query's lists. */
const maxDepth = 24;
/** Longest expression that RE2 is given. */
const maxPatternLength = 1_000;

/**
 * Checks a query.
 *
 * @throws QueryError with every problem of it
 */
export function parseQuery(input: unknown): Query {
  const query = parse(querySchema, input);
  throwIfAny([
    ...filterProblems(query),
    ...dimensionProblems(query),
    ...orderProblems(query),
    ...compareProblems(query),
  ]);
  return query;
}

/**
 * Checks a choice of events.
 *
 * @throws QueryError with every problem of it
 */
export function parseListing(input: unknown): Listing {
  const listing = parse(listingSchema, input);
  throwIfAny(filterProblems(listing));
  return listing;
}

function parse<Output>(schema: v.GenericSchema<unknown, Output>, input: unknown): Output {
  if (isDeep(input)) throwIfAny([{ path: '', message: `expected at most ${maxDepth} levels` }]);
  const result = v.safeParse(schema, input);
  if (!result.success) throw new QueryError(result.issues.map(toProblem));
  return result.output;
}

function throwIfAny(problems: readonly QueryProblem[]): void {
  if (problems.length > 0) throw new QueryError(problems);
}

function toProblem({ path, message }: v.BaseIssue<unknown>): QueryProblem {
  const keys = (path ?? []).map(({ key }) =>
    typeof key === 'number' ? `[${key}]` : `.${String(key)}`,
  );
  return { path: keys.join('').replace(/^\./, ''), message };
}

/** Whether lists lie in each other deeper than any query's; without going that deep itself. */
function isDeep(input: unknown): boolean {
  let level: unknown[] = [input];
  for (let depth = 0; depth <= maxDepth; depth += 1) {
    level = level
      .filter((item) => typeof item === 'object' && item !== null)
      .flatMap(Object.values);
    if (level.length === 0) return false;
  }
  return true;
}

function filterProblems({ filters, timezone }: Selection): readonly QueryProblem[] {
  return conditionsOf(filters).flatMap(({ path, condition }) => {
    const [operator, dimension, values] = condition;
    if (isTimeDimension(dimension) && !['is', 'is_not'].includes(operator)) {
      return [{ path: `${path}[0]`, message: `expected is or is_not with ${dimension}` }];
    }
    const isWrong = valueCheck(condition, timezone);
    return values.flatMap((value, index) => {
      const message = isWrong(value);
      return message === null ? [] : [{ path: `${path}[2][${index}]`, message }];
    });
  });
}

/** Checks a value for what is compared with it; null: it is right. */
function valueCheck(
  [operator, dimension]: Condition,
  timezone: string,
): (value: string) => string | null {
  if (isTimeDimension(dimension)) {
    return (value) =>
      bucketSpan(dimension, value, timezone) === null
        ? `expected a value of ${dimension} in ${timezone}`
        : null;
  }
  return (value) =>
    operator === 'matches' && value.length > maxPatternLength
      ? `expected an expression of at most ${maxPatternLength} characters`
      : null;
}

function dimensionProblems({ dimensions }: Query): readonly QueryProblem[] {
  const times = dimensions.filter(isTimeDimension);
  if (times.length <= 1) return [];
  return [{ path: 'dimensions', message: `expected one of ${timeDimensions.join(', ')} at most` }];
}

function orderProblems({ order_by, metrics, dimensions }: Query): readonly QueryProblem[] {
  const names: readonly string[] = [...metrics, ...dimensions];
  return order_by.flatMap(([by], index) =>
    names.includes(by)
      ? []
      : [{ path: `order_by[${index}][0]`, message: `expected one of ${names.join(', ')}` }],
  );
}

function compareProblems({ compare, date_range, filters }: Query): readonly QueryProblem[] {
  if (compare === null) return [];
  const problems: QueryProblem[] = [];
  if (date_range === 'all') {
    problems.push({ path: 'compare', message: 'expected no comparison: nothing is before all' });
  }
  for (const { path, condition } of conditionsOf(filters)) {
    if (!isTimeDimension(condition[1])) continue;
    const message = 'expected no filter by time with compare: the period before has other times';
    problems.push({ path: `${path}[1]`, message });
  }
  return problems;
}
