import type { MetricValue } from '../../answer/answer.ts';
import type { Metric } from '../../query/metrics.ts';
import { kindOf } from './metric-kinds.ts';

/**
 * Change of a number.
 *
 * - `quotient`: the difference, as a share of the number before
 * - `difference`: the difference itself, for counts so small that a percentage would mislead
 * - `points`: a difference of shares
 * - `new`: there was nothing before
 * - `same`: there was as much before
 */
export type Change =
  | { readonly kind: 'quotient' | 'difference' | 'points'; readonly by: number }
  | { readonly kind: 'new' | 'same' };

/** Smallest count whose change is shown in percent: of fewer, a percentage says nothing. */
const fewest = 30;

/**
 * The change from a number to another; null: there is none to speak of.
 *
 * @param isDifference true: a count's change is a difference, as others of its column are
 */
export function changeOf(
  metric: Metric,
  now: MetricValue,
  before: MetricValue,
  isDifference = isFew(metric, before),
): Change | null {
  if (now === null || before === null) return null;
  if (now === before) return now === 0 ? null : { kind: 'same' };
  const kind = kindOf(metric);
  if (kind === 'share') return { kind: 'points', by: now - before };
  if (before === 0) return { kind: 'new' };
  if (isDifference) return { kind: 'difference', by: now - before };
  return { kind: 'quotient', by: (now - before) / before };
}

/** Tells whether the changes of a column are differences: all are, where a percentage of one would mislead. */
export function areDifferences(
  metric: Metric,
  before: readonly (MetricValue | undefined)[],
): boolean {
  return before.some((value) => isFew(metric, value ?? null));
}

function isFew(metric: Metric, before: MetricValue): boolean {
  return kindOf(metric) === 'count' && before !== null && before > 0 && before < fewest;
}
