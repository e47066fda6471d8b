import type { MetricValue } from '../../answer/answer.ts';
import type { Metric } from '../../query/metrics.ts';
import { kindOf } from './metric-kinds.ts';
import type { NumberPart, Numbers } from './numbers.ts';

/** Text of an unknown value, such as a rate of nothing. */
export const noValue = '–';

/** A metric's number as a page shows it, in pieces: digits and units. */
export function metricParts(
  metric: Metric,
  value: MetricValue,
  numbers: Numbers,
  currency: string | null = null,
): readonly NumberPart[] {
  if (value === null) return [[noValue, false]];
  switch (kindOf(metric)) {
    case 'count':
      return [[numbers.count(value), false]];
    case 'significant':
      return [[numbers.precise(value), false]];
    case 'decimal':
      return [[numbers.decimal(value), false]];
    case 'share':
      return [[numbers.percent(value), false]];
    case 'percent':
      return [[numbers.percent(value / 100), false]];
    case 'seconds':
      return numbers.duration(value);
    case 'ms':
      return numbers.duration(value / 1000);
    default:
      return [[numbers.money(value, currency), false]];
  }
}

/** A metric's number as one text. */
export function metricText(
  metric: Metric,
  value: MetricValue,
  numbers: Numbers,
  currency: string | null = null,
): string {
  return metricParts(metric, value, numbers, currency)
    .map(([text]) => text)
    .join('');
}
