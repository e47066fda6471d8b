import type { MetricValue } from '../../answer/answer.ts';
import type { Metric } from '../../query/metrics.ts';
import { changeOf, type Change } from '../format/change.ts';
import type { View } from '../view.ts';

/**
 * A change in words; empty: there is none to speak of.
 *
 * @param isDifference see `areDifferences`; left out where the number stands alone
 */
export function changeText(
  metric: Metric,
  now: MetricValue,
  before: MetricValue | undefined,
  { texts, numbers }: View,
  isDifference?: boolean,
): string {
  const change: Change | null = changeOf(metric, now, before ?? null, isDifference);
  if (change === null) return '';
  switch (change.kind) {
    case 'new':
      return texts.change.new;
    case 'same':
      return texts.change.same;
    case 'difference':
      return numbers.difference(change.by);
    case 'points':
      return texts.change.points(numbers.points(change.by));
    default:
      return numbers.change(change.by);
  }
}
