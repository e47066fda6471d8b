import type { Metric } from '../../query/metrics.ts';

/**
 * Kind of a metric's numbers.
 *
 * - `count`: whole numbers; a change is shown in percent
 * - `decimal`: numbers that are shown with decimals
 * - `significant`: numbers of any size, shown with three significant digits
 * - `share`: from 0 to 1, shown in percent; a change is shown in percentage points
 * - `percent`: from 0 to 100
 * - `seconds`, `ms`: spans of time
 * - `money`: amounts of one currency
 */
export type MetricKind =
  | 'significant'
  | 'count'
  | 'decimal'
  | 'share'
  | 'seconds'
  | 'ms'
  | 'percent'
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
  scroll_depth: 'percent',
  revenue: 'money',
  vital_p75: 'significant',
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
