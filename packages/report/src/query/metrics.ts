/** Metrics of a query, each with its definition as the report shows it. */
export const metricDefinitions = {
  visitors:
    'Distinct visitors over page views, engagement and events. A daily hash is a new visitor every day. Events without a visitor are not counted here, only in `pageviews` and `events`.',
  visits:
    "A visitor's page views, engagement and events on a site, with pauses of 30 minutes at most.",
  pageviews: 'Page views, × weight.',
  events: 'Events, × weight.',
  views_per_visit: 'Page views ÷ visits.',
  bounce_rate: 'Visits of one page view and nothing else than engagement ÷ visits, from 0 to 1.',
  visit_duration: "Mean seconds from a visit's first to its last event.",
  engaged_ms: 'Mean over the views that reported any: milliseconds that the view was seen.',
  scroll_depth: 'Mean over the views that reported any: how far it was scrolled, from 0 to 100.',
  conversions:
    'Events that meet a goal, × weight. An event that meets several goals counts once; with the dimension `goal` it counts once for each of them.',
  conversion_rate:
    'Visitors that met a goal ÷ visitors, from 0 to 1. The visitors are those of the query without its dimension `goal`, and without those parts of its filter that are about goals alone.',
  revenue:
    'Sum of `data.revenue` × weight, in one currency: where there are several, make `data.currency` a dimension, or filter by it.',
  sent: 'Emails sent, × weight.',
  opens: 'Opens of emails, × weight.',
  unique_opens:
    'Distinct pairs of message and recipient with an open; an open without recipient is one of its own.',
  open_rate: 'Unique opens ÷ sent; null where nothing was sent.',
  clicks: 'Clicks in emails, × weight.',
  unique_clicks:
    'Distinct pairs of message and recipient with a click; a click without recipient is one of its own.',
  click_rate: 'Unique clicks ÷ sent; null where nothing was sent.',
  unsubscribes: 'Unsubscribes, × weight.',
  time_to_open_median:
    "Median seconds from an email's time of sending to its recipient's first open.",
  vital_p75:
    'The 75th percentile of the measured Web Vitals, in milliseconds; CLS has no unit. Make `vital` a dimension, or filter by one: a number over several vitals means nothing.',
} as const;

export type Metric = keyof typeof metricDefinitions;

export const metrics = Object.keys(metricDefinitions) as readonly Metric[];

/**
 * Metrics that together count every event but engagement. Engagement always follows a page view, so where all of
 * these are 0, there are no events.
 */
export const eventCounts: readonly Metric[] = [
  'pageviews',
  'events',
  'sent',
  'opens',
  'clicks',
  'unsubscribes',
];
