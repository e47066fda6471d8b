import { comparisons, type Comparison, type Filter } from './query.ts';
import type { Dimension } from './dimensions.ts';

/** Longest expression that RE2 is given. */
export const maxPatternLength = 1_000;

/** A condition without others in it. */
export type Condition = readonly [
  operator: Comparison,
  dimension: Dimension,
  values: readonly string[],
];

export function isCondition(filter: Filter): filter is Condition {
  return comparisons.some((comparison) => comparison === filter[0]);
}

/** All conditions of a filter, each with its path in the query. */
export function conditionsOf(
  filter: Filter | null,
  path = 'filters',
): readonly { readonly path: string; readonly condition: Condition }[] {
  if (filter === null) return [];
  if (isCondition(filter)) return [{ path, condition: filter }];
  if (filter[0] === 'not') return conditionsOf(filter[1], `${path}[1]`);
  return filter[1].flatMap((inner, index) => conditionsOf(inner, `${path}[1][${index}]`));
}
