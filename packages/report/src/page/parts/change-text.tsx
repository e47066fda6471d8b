import type { MetricValue } from '../../answer/answer.ts';
import type { Metric } from '../../query/metrics.ts';
import { changeOf, type Change } from '../format/change.ts';
import type { View } from '../view.ts';

/** A metric's values in two periods. */
interface Comparison {
  readonly metric: Metric;
  readonly now: MetricValue;
  readonly before: MetricValue | undefined;
  /** True: the change is shown as a difference (see `areDifferences`). Left out where the number stands alone. */
  readonly isDifference?: boolean | undefined;
}

/** Writes a change in words; empty: there is none worth showing. */
export function changeText(
  { texts, numbers }: View,
  { metric, now, before, isDifference }: Comparison,
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
