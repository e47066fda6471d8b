import { actorReasonNames, actors } from './actor-reasons.ts';
import {
  boolean,
  choice,
  defaulted,
  exactly,
  group,
  integer,
  json,
  listOf,
  nullable,
  nullableGroup,
  number,
  required,
  text,
  time,
} from './column.ts';

/** The types of events. `pageview`, `engagement` and `event` come from pages, the others from email. */
export const eventTypes = [
  'pageview',
  'engagement',
  'event',
  'sent',
  'open',
  'click',
  'unsubscribe',
] as const;

/**
 * The event's members, in the order in which they are written: the one table from which the event's type,
 * parsing, serialising, exports and documentation come. Members are only ever added.
 */
export const eventMembers = {
  v: required(exactly(1), 'Version of this shape.'),
  id: required(text, 'uuid v7; two records with the same id are the same event.'),
  type: required(choice(eventTypes), 'Kind of the event.'),
  name: nullable(text, 'Name of an `event`.'),
  time: required(time, "When it happened, by the collector's clock: ISO 8601, UTC, milliseconds."),
  client_time: nullable(time, "When it happened, by the page's clock."),
  site: nullable(text, '`data-site` of the tag, or `site` of an email link.'),
  view: nullable(text, 'Id of the page view that the event belongs to.'),
  visitor: nullable(text, 'Who it was: a uuid v4, or 32 hex digits that are valid for one day.'),
  visitor_kind: nullable(
    choice(['cookie', 'daily', 'given']),
    "Origin of `visitor`: the browser's cookie, the day's hash, or the site's own server.",
  ),
  user: nullable(text, "The site's own id of a person: `hitmark('identify', id)`."),
  recipient: nullable(text, "The sender's own key of the person an email was sent to."),
  url: nullable(text, 'Address of the page.'),
  title: nullable(text, 'Title of the page.'),
  referrer: nullable(text, 'Address of the page before.'),
  search: nullable(text, "The page's search term."),
  campaign: group({
    source: nullable(text, '`utm_source` of the address, unless the page names it.'),
    medium: nullable(text, '`utm_medium`, likewise.'),
    name: nullable(text, '`utm_campaign`, likewise.'),
    term: nullable(text, '`utm_term`, likewise.'),
    content: nullable(text, '`utm_content`, likewise.'),
    network: nullable(text, 'Name of the parameter with which an ad network marks its clicks.'),
  }),
  click: nullable(text, 'Id of the email click that led to the page.'),
  link: nullableGroup({
    url: required(text, 'Target of a click.'),
    position: nullable(integer, "Place among the email's links, from 1."),
    label: nullable(text, "The sender's name for the link."),
    tags: defaulted(listOf(text), [], "The sender's tags of the link."),
  }),
  message: nullable(text, "The sender's name of the email."),
  sent_time: nullable(time, 'When the email was sent.'),
  tracking: nullable(choice(['full', 'anonymous']), "What the email's recipient agreed to."),
  token: nullableGroup({
    format: required(choice(['sealed', 'pytracking']), "Format of the email link's token."),
    key: nullable(text, 'Id of the key that sealed it.'),
    authentic: required(
      boolean,
      'True: one of the keys made the token. False: anybody can have made it.',
    ),
  }),
  data: defaulted(json, {}, "What the page passed on, or the link's metadata."),
  engagement: group({
    ms: nullable(integer, 'How long the page was seen, in milliseconds.'),
    scroll: nullable(integer, 'How far it was scrolled, in percent.'),
  }),
  weight: defaulted(number, 1, 'How many events this one stands for; of `sent`: how many emails.'),
  client: group({
    ip: nullable(text, 'Address, truncated: /24 of IPv4, /48 of IPv6.'),
    user_agent: nullable(text, 'At most 512 characters.'),
    browser: nullable(text, 'Name and major version, such as `Firefox 133`.'),
    os: nullable(text, 'Operating system without its version, such as `Windows`.'),
    device: nullable(choice(['desktop', 'mobile', 'tablet', 'tv']), 'Kind of the device.'),
    language: nullable(text, 'First language of the browser, such as `de-CH`.'),
    screen: nullable(text, 'Size of the screen in CSS pixels, such as `1920x1080`.'),
    viewport: nullable(text, 'Size of the window in CSS pixels.'),
    timezone: nullable(text, 'IANA name, such as `Europe/Zurich`.'),
    country: nullable(text, 'ISO 3166-1 code of two letters.'),
  }),
  actor: defaulted(
    choice(actors),
    'unknown',
    'Who caused it: a person or a program. A label only: nothing is dropped for it.',
  ),
  actor_reasons: defaulted(
    listOf(choice(actorReasonNames)),
    [],
    'Reasons for the actor; none: nothing speaks against a person.',
  ),
  consent: defaulted(
    choice(['granted', 'denied', 'unset']),
    'unset',
    'What the visitor decided on the page.',
  ),
} as const;
