/** Dimensions that are spans of time. */
export const timeDimensions = ['time:hour', 'time:day', 'time:week', 'time:month'] as const;

/** Dimensions of a query, each with its definition as the report shows it. */
export const dimensionDefinitions = {
  'time:hour': 'Hours of the timezone, such as `2026-11-01T13:00:00+01:00`.',
  'time:day': 'Days of the timezone, such as `2026-11-01`.',
  'time:week': 'Weeks of the timezone, by their Monday.',
  'time:month': 'Months of the timezone, by their first day.',
  site: 'Site of the event.',
  page: "Path of the page's address, without query and fragment.",
  hostname: "Host of the page's address.",
  entry_page: "Page of the visit's first view.",
  exit_page: "Page of the visit's last view.",
  title: 'Title of the page.',
  referrer: 'Address of the page before.',
  source:
    "`campaign.source`, else the ad network's name, else the referrer's host or its name; for an event without any of them, the source of the first event of its visit that has one, else `Direct / None`. The sites' own hosts are no source.",
  channel: "Channel of the source, by Google's default channel rules.",
  'campaign.source': '`utm_source`; where the event has no source, that of its visit.',
  'campaign.medium': '`utm_medium`, likewise.',
  'campaign.name': '`utm_campaign`, likewise.',
  'campaign.term': '`utm_term`, likewise.',
  'campaign.content': '`utm_content`, likewise.',
  search: "The page's search term.",
  country: 'ISO 3166-1 code of two letters.',
  language: 'First language of the browser.',
  browser: 'Browser, without its version.',
  browser_version: 'Browser with its major version, such as `Firefox 133`.',
  os: 'Operating system, without its version.',
  device: 'desktop, mobile, tablet or tv.',
  screen: 'Size of the screen in CSS pixels.',
  event: 'Name of the event.',
  message: "The sender's name of the email.",
  recipient: "The sender's own key of the recipient.",
  'link.url': 'Target of a click in an email.',
  'link.position': 'Number of the link within the email, from 1.',
  'link.label': "The sender's name for the link.",
  visitor: 'Id of the visitor; with `report.persons` only.',
  user: "The site's own key of the user; with `report.persons` only.",
  'click.message': 'Message whose click led to the page event; the click is one of the same site.',
  'click.recipient':
    'Recipient whose click led to the page event, likewise; with `report.persons` only.',
  time_to_open:
    'Span from the time of sending to an open: 0-1m, 1-5m, 5-15m, 15-60m, 1-3h, 3-6h, 6-12h, 12-24h, 1-2d, 2-7d or 7d-.',
  vital: 'Web Vital of the event: LCP, INP, CLS, FCP or TTFB.',
  goal: 'Goal that the event meets; an event that meets several counts at each.',
  actor: 'human, machine or unknown.',
  actor_reason:
    'Evidence of who caused the event, such as `bot`; an event with several counts at each.',
  visitor_kind: 'cookie, daily or given.',
  consent: 'granted, denied or unset.',
} as const;

export type NamedDimension = keyof typeof dimensionDefinitions;
export type TimeDimension = (typeof timeDimensions)[number];

/** Prefix of `data.<name>`. */
export const dataPrefix = 'data.';

/** Longest `<name>` of `data.<name>`, in UTF-16 code units. */
const maxDataNameLength = 128;

/** A named dimension, or `data.<name>`: what the page or the sender passed on. */
export type Dimension = NamedDimension | `data.${string}`;

/**
 * Name by which a filter refers to a stored segment, such as `["is", "segment", ["Buyers"]]`. The segment's own filter
 * takes its place. No query can list its results by it.
 */
export const segmentDimension = 'segment';

/** A dimension of a filter's condition. */
export type FilterDimension = Dimension | typeof segmentDimension;

/** Value that stands for a missing one, in filters and results. */
export const none = '(none)';

const namedDimensions = Object.keys(dimensionDefinitions) as readonly NamedDimension[];

/** List of the accepted dimensions for error messages: `expected …`. */
export const acceptedDimensions = `${namedDimensions.join(', ')} or data.<name>`;

export function isDimension(text: string): text is Dimension {
  if (Object.hasOwn(dimensionDefinitions, text)) return true;
  const length = text.length - dataPrefix.length;
  return text.startsWith(dataPrefix) && length >= 1 && length <= maxDataNameLength;
}

export function isTimeDimension(dimension: FilterDimension): dimension is TimeDimension {
  return dimension.startsWith('time:');
}
