import type { Filter, Query } from '../../src/query/index.ts';

/** Removes the dimension `goal` from a query, and the outermost conditions that are about goals alone. */
export function withoutGoals(query: Query): Query {
  const isOfGoals = (filter: Filter): boolean => {
    if (filter[0] === 'and' || filter[0] === 'or') return filter[1].every(isOfGoals);
    return filter[0] === 'not' ? isOfGoals(filter[1]) : filter[1] === 'goal';
  };
  const rest = (filter: Filter): readonly Filter[] => {
    if (isOfGoals(filter)) return [];
    return filter[0] === 'and' ? filter[1].flatMap(rest) : [filter];
  };
  return {
    ...query,
    dimensions: query.dimensions.filter((each) => each !== 'goal'),
    filters: query.filters === null ? null : ['and', rest(query.filters)],
  };
}

/** Key of a group in the query without goals. */
export function keyWithoutGoals({ dimensions }: Query, key: string): string {
  const values = JSON.parse(key) as readonly string[];
  return JSON.stringify(values.filter((_value, index) => dimensions[index] !== 'goal'));
}
