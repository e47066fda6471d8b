import type { Metric } from '../../../query/metrics.ts';

/** Definitions of the numbers, for readers of a page; those of `query/metrics.ts` are for users of the API. */
export const definitions: Readonly<Record<Metric, string>> = {
  visitors:
    'How many different visitors came: each browser counts once. A browser without a cookie is known for one day only, and counts again on the next. What belongs to no visitor counts in views and events, never here.',
  visits: 'A visit is what one visitor does on the site without a pause of more than 30 minutes.',
  pageviews: 'How many times pages were viewed.',
  events:
    'How many events the site reported, such as searches, downloads and orders. Views and reading time are not among them.',
  views_per_visit: 'Views divided by visits.',
  bounce_rate:
    'The share of visits that viewed a single page and caused no event, however long they read it.',
  visit_duration:
    'The average time from the first to the last sign of a visit: a view, reading time or an event.',
  engaged_ms:
    'How long a page was in sight, on average. Only views whose browser reported it count.',
  scroll_depth:
    'How far down a page was scrolled, on average: 100 % is its end. Only views whose browser reported it count.',
  conversions:
    'How many times a goal was met. An event that meets several goals counts once in a total, and at each of them in the list of goals.',
  conversion_rate:
    'The share of visitors that met the goal. A filter by goals changes who met it, not the visitors that it is a share of.',
  revenue:
    'What events brought in: the sum of their `data.revenue`. Amounts in different currencies are never added up: filter by `data.currency` for the sum of one.',
  sent: 'How many emails were sent, as their sender reported it.',
  opens: 'How many times emails were opened, which loads a picture in them. Every time counts.',
  unique_opens:
    'How many recipients opened an email: each counts once for each email, however often it was opened. An open without a known recipient counts for itself.',
  open_rate:
    'Unique opens as a share of the emails sent. It is missing where no sending was reported.',
  clicks: 'How many times links in emails were followed. Every time counts.',
  unique_clicks:
    'How many recipients followed a link: each counts once for each email, however often they clicked. A click without a known recipient counts for itself.',
  click_rate:
    'Unique clicks as a share of the emails sent. It is missing where no sending was reported.',
  unsubscribes: 'How many times somebody unsubscribed from emails.',
  time_to_open_median:
    'Half of the recipients that opened the email did so within this time after it was sent.',
  vital_p75:
    'Three quarters of what browsers measured was at most this much. CLS has no unit; the others are times.',
};
