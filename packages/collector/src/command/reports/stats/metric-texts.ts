/** Way in which a metric's numbers are written. */
export type MetricKind = 'count' | 'mean' | 'share' | 'seconds' | 'ms' | 'depth' | 'money';

/** Title of a metric, and the way in which its numbers are written. */
export interface MetricText {
  readonly title: string;
  readonly kind: MetricKind;
  /** False where a rise is bad news, as of the bounce rate: decides the colour of a change. */
  readonly isHigherBetter: boolean;
}

const text = (title: string, kind: MetricKind = 'count', isHigherBetter = true): MetricText => {
  return { title, kind, isHigherBetter };
};

const texts: Readonly<Record<string, MetricText>> = {
  visitors: text('Visitors'),
  visits: text('Visits'),
  pageviews: text('Page views'),
  events: text('Events'),
  views_per_visit: text('Views per visit', 'mean'),
  bounce_rate: text('Bounce rate', 'share', false),
  visit_duration: text('Visit duration', 'seconds'),
  engaged_ms: text('Time on page', 'ms'),
  scroll_depth: text('Scroll depth', 'depth'),
  conversions: text('Conversions'),
  conversion_rate: text('Conversion rate', 'share'),
  revenue: text('Revenue', 'money'),
  sent: text('Sent'),
  opens: text('Opens'),
  unique_opens: text('Unique opens'),
  open_rate: text('Open rate', 'share'),
  clicks: text('Clicks'),
  unique_clicks: text('Unique clicks'),
  click_rate: text('Click rate', 'share'),
  unsubscribes: text('Unsubscribes', 'count', false),
  time_to_open_median: text('Time to open (median)', 'seconds', false),
};

/** Text of a metric. One that this table lacks is shown as a count, under its name in queries. */
export function textOf(metric: string): MetricText {
  return texts[metric] ?? text(metric);
}
