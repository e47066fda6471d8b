import type { Metric } from '../../query/metrics.ts';

/**
 * Kind of a metric's numbers.
 *
 * - `count`: whole numbers, compared by a quotient
 * - `precise`: any number, with three digits that mean something
 * - `share`: from 0 to 1, compared by points
 * - `seconds`, `ms`: spans of time
 * - `hundred`: from 0 to 100
 */
export type MetricKind =
  | 'precise'
  | 'count'
  | 'decimal'
  | 'share'
  | 'seconds'
  | 'ms'
  | 'hundred'
  | 'money';

const others: Partial<Readonly<Record<Metric, MetricKind>>> = {
  views_per_visit: 'decimal',
  bounce_rate: 'share',
  conversion_rate: 'share',
  open_rate: 'share',
  click_rate: 'share',
  visit_duration: 'seconds',
  time_to_open_median: 'seconds',
  engaged_ms: 'ms',
  scroll_depth: 'hundred',
  revenue: 'money',
  vital_p75: 'precise',
};

/** Metrics that the weight of an event scales. */
const weighted: readonly Metric[] = [
  'pageviews',
  'events',
  'conversions',
  'revenue',
  'sent',
  'opens',
  'clicks',
  'unsubscribes',
];

export function isWeighted(metric: Metric): boolean {
  return weighted.includes(metric);
}

export function kindOf(metric: Metric): MetricKind {
  return others[metric] ?? 'count';
}
