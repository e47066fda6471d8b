import type { Dimension } from './dimensions.ts';
import { conditionsOf, isCondition, type Filter } from './filter.ts';
import type { Metric } from './metrics.ts';

/** Metrics that count events which meet goals. */
const goalMetrics: readonly Metric[] = ['conversions', 'conversion_rate'];

/** Tells whether the answer depends on the sites' goals. */
export function isAboutGoals({
  metrics = [],
  dimensions = [],
  filters,
}: {
  readonly metrics?: readonly Metric[];
  readonly dimensions?: readonly Dimension[];
  readonly filters: Filter | null;
}): boolean {
  return (
    metrics.some((metric) => goalMetrics.includes(metric)) ||
    dimensions.includes('goal') ||
    conditionsOf(filters).some(({ condition: [, dimension] }) => dimension === 'goal')
  );
}

/**
 * A filter without those parts that are about goals alone: of the filter itself, or of its outermost `and`.
 * It chooses the visitors that a rate of conversions is a part of.
 */
export function withoutGoals(filter: Filter | null): Filter | null {
  if (filter === null || isGoalsOnly(filter)) return null;
  if (isCondition(filter) || filter[0] !== 'and') return filter;
  const rest = filter[1].map(withoutGoals).filter((part) => part !== null);
  return ['and', rest];
}

/** Tells whether every condition of a filter is about goals. */
function isGoalsOnly(filter: Filter): boolean {
  const conditions = conditionsOf(filter);
  return conditions.every(({ condition: [, dimension] }) => dimension === 'goal');
}
