/** Metrics of a query, each with its definition as the report shows it. */
export const metricDefinitions = {
  visitors:
    'Distinct visitors over page views, engagement and events. A daily hash is a new visitor every day. What has no visitor counts in views and events, never here.',
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
    'Events that meet a goal, × weight; one that meets several counts once, and at each where `goal` is a dimension.',
  conversion_rate:
    'Visitors that met a goal ÷ visitors, from 0 to 1. The visitors are those of the query without its dimension `goal`, and without those parts of its filter that are about goals alone.',
  revenue:
    'Sum of `data.revenue` × weight, in one currency: with several, `data.currency` is to be a dimension or a filter.',
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
    'Three quarters of what browsers measured were at most so much: milliseconds, of CLS without unit. It means something with one `vital` as dimension or filter.',
} as const;

export type Metric = keyof typeof metricDefinitions;

export const metrics = Object.keys(metricDefinitions) as readonly Metric[];

/** Metrics that together count all events but engagement, which follows a page view: where all are 0, there is none. */
export const eventCounts: readonly Metric[] = [
  'pageviews',
  'events',
  'sent',
  'opens',
  'clicks',
  'unsubscribes',
];
