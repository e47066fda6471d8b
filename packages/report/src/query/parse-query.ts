import type * as v from 'valibot';
import { isTimeDimension, segmentDimension, timeDimensions } from './dimensions.ts';
import {
  conditionsOf,
  hasManyPatterns,
  maxPatternLength,
  maxPatterns,
  type Condition,
} from './filter.ts';
import { parseSchema } from './parse-schema.ts';
import { QueryError, type QueryProblem } from './query-problem.ts';
import type { Listing, Query, Selection } from './query.ts';
import { listingSchema, querySchema } from './schema.ts';
import { bucketSpan } from './bucket-span.ts';

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
  return readSelection(listingSchema, input);
}

/**
 * Parses what chooses events by its schema, and checks its filters.
 *
 * @throws QueryError with every problem of it
 */
export function readSelection<Output extends Pick<Selection, 'filters' | 'timezone'>>(
  schema: v.GenericSchema<unknown, Output>,
  input: unknown,
): Output {
  const selection = parse(schema, input);
  throwIfAny(filterProblems(selection));
  return selection;
}

function parse<Output>(schema: v.GenericSchema<unknown, Output>, input: unknown): Output {
  const result = parseSchema(schema, input);
  if ('problems' in result) throw new QueryError(result.problems);
  return result.output;
}

function throwIfAny(problems: readonly QueryProblem[]): void {
  if (problems.length > 0) throw new QueryError(problems);
}

function filterProblems({
  filters,
  timezone,
}: Pick<Selection, 'filters' | 'timezone'>): readonly QueryProblem[] {
  if (hasManyPatterns(filters)) {
    return [{ path: 'filters', message: `expected at most ${maxPatterns} expressions of matches` }];
  }
  return conditionsOf(filters).flatMap(({ path, condition }) => {
    const [operator, dimension, values] = condition;
    const isWhole = isTimeDimension(dimension) || dimension === segmentDimension;
    if (isWhole && !['is', 'is_not'].includes(operator)) {
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
  if (date_range === 'realtime' && compare === 'previous_year') {
    problems.push({ path: 'compare', message: 'expected previous_period with realtime' });
  }
  for (const { path, condition } of conditionsOf(filters)) {
    if (!isTimeDimension(condition[1])) continue;
    const message = 'expected no filter by time with compare: the period before has other times';
    problems.push({ path: `${path}[1]`, message });
  }
  return problems;
}
