import type { FilterDimension } from './dimensions.ts';

/**
 * Comparisons of a dimension's value with a list of texts. `is`, `contains` and `matches` (RE2) hold where one of the
 * texts fits; `is_not` and `contains_not` hold where none does, or where there is no value.
 */
export const comparisons = ['is', 'is_not', 'contains', 'contains_not', 'matches'] as const;
export type Comparison = (typeof comparisons)[number];

/** A condition on events, as it is written in JSON. */
export type Filter =
  | readonly [operator: 'and' | 'or', filters: readonly Filter[]]
  | readonly [operator: 'not', filter: Filter]
  | readonly [operator: Comparison, dimension: FilterDimension, values: readonly string[]];

/** Longest RE2 expression of `matches`, in UTF-16 code units. */
export const maxPatternLength = 1_000;

/** Most expressions of a filter: the engine compiles each, some of them for each event. */
export const maxPatterns = 100;

/** A filter of one comparison: a leaf of the tree. */
export type Condition = readonly [
  operator: Comparison,
  dimension: FilterDimension,
  values: readonly string[],
];

export function isCondition(filter: Filter): filter is Condition {
  return comparisons.some((comparison) => comparison === filter[0]);
}

/** Lists the conditions of a filter, each with its path in the query's JSON, such as `filters[1][0]`. */
export function conditionsOf(
  filter: Filter | null,
  path = 'filters',
): readonly { readonly path: string; readonly condition: Condition }[] {
  if (filter === null) return [];
  if (isCondition(filter)) return [{ path, condition: filter }];
  if (filter[0] === 'not') return conditionsOf(filter[1], `${path}[1]`);
  return filter[1].flatMap((inner, index) => conditionsOf(inner, `${path}[1][${index}]`));
}

/** Tells whether a filter has more expressions than the store tries. */
export function hasManyPatterns(filter: Filter | null): boolean {
  const patterns = conditionsOf(filter).flatMap(({ condition: [operator, , values] }) =>
    operator === 'matches' ? values : [],
  );
  return patterns.length > maxPatterns;
}

/** Copies a filter, and replaces each condition by the filter that `change` returns for it. */
export function mapConditions(filter: Filter, change: (condition: Condition) => Filter): Filter {
  if (isCondition(filter)) return change(filter);
  if (filter[0] === 'not') return ['not', mapConditions(filter[1], change)];
  return [filter[0], filter[1].map((inner) => mapConditions(inner, change))];
}
