import type { SourceEvent } from '../../src/store/index.ts';
import type { Random } from './random.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** The moment that random journals end at: `30d` looks back over two changes of clocks. */
export const journalNow = Date.parse('2026-11-03T10:20:30.400Z');

/** Texts that break what is put together from texts. */
export const hostileTexts = [
  "'; DROP TABLE events; --",
  "' OR 1=1 --",
  '"; SELECT * FROM meta; --',
  '%',
  '_',
  '\\',
  '$1',
  '?',
  ':name',
  '${1}',
  '\u0000nul\u0000',
  'line\nbreak\r\n',
  '\u202eright to left\u202c',
  '😀 é Ω',
  'lone \ud800 half',
  '(none)',
  'Direct / None',
  '<script>alert(1)</script>',
  '=1+1',
  'NULL',
  `long ${'x'.repeat(3_000)}`,
];

const sites = ['acme', 'acme', 'acme', 'beta', "o'brien", null];
const pages = ['/', '/pricing', '/blog/a', '/blog/b?x=1#y', '/%C3%A4', "/it's"];
const hosts = ['shop.example.com', 'www.example.com', 'example.org'];
const referrers = [
  null,
  null,
  'https://www.google.de/',
  'https://www.google.com/search?q=x',
  'https://news.ycombinator.com/item?id=1',
  'https://t.co/x',
  'https://m.youtube.com/watch',
  'https://www.amazon.co.uk/dp/1',
  'https://blog.unknown.example/post',
  'https://shop.example.com/before',
  'https://own.example.net/',
  'no address',
];
const campaigns = [
  {},
  {},
  {},
  { source: 'newsletter', medium: 'email', name: 'spring' },
  { source: 'google', medium: 'cpc', name: 'shop-now' },
  { source: 'facebook', medium: 'paid_social', term: 'red', content: 'a' },
  { medium: 'banner' },
  { name: 'cross-network autumn' },
  { network: 'gclid' },
  { network: 'fbclid' },
  { source: 'sms' },
];
const pauses = [1_000, 20_000, 5 * minute, 30 * minute, 30 * minute + 1, 31 * minute, 180 * minute];
const reasons = ['prefetch', 'bot', 'no-language', 'server', 'mail-proxy'];

type Json = Record<string, unknown>;

/** A journal of events of all kinds, in the order in which they came. */
export function randomJournal(random: Random, length: number): readonly SourceEvent[] {
  const events: { readonly cameMs: number; readonly event: Json }[] = [];
  const add = (event: Json, timeMs: number): void => {
    const late = random.chance(0.05) ? random.below(6 * day) : random.below(3_000);
    const body = {
      v: 1,
      id: `id-${events.length}`,
      ...event,
      time: new Date(timeMs).toISOString(),
    };
    events.push({ cameMs: timeMs + late, event: clean(body) });
  };
  const visitors = Array.from({ length: length / 20 }, () => randomVisitor(random));
  while (events.length < length) {
    if (random.chance(0.15)) addEmail(random, add);
    else addVisit(random, random.pick(visitors), add);
  }
  addClicks(
    random,
    events.map(({ event }) => event),
  );
  return events
    .toSorted((one, other) => one.cameMs - other.cameMs)
    .map(({ event }, index) => ({
      sequence: index + 1 + Math.floor(index / 50),
      event: JSON.stringify(event),
    }));
}

/** Has clicks lead to events of pages, some of them on another site. */
function addClicks(random: Random, events: readonly Json[]): void {
  const clicks = events.filter(({ type }) => type === 'click');
  for (const event of events) {
    const isOfPage = ['pageview', 'engagement', 'event'].includes(String(event['type']));
    if (isOfPage && random.chance(0.2)) event['click'] = random.pick(clicks)['id'];
  }
}

/** A moment, more often a late one; some lie around changes of clocks, some a year ago. */
function randomStart(random: Random): number {
  if (random.chance(0.1)) return journalNow - random.below(360 * day);
  if (random.chance(0.1)) return Date.parse('2026-10-24T22:00:00Z') + random.below(6 * 60 * minute);
  if (random.chance(0.1)) return Date.parse('2026-10-03T13:00:00Z') + random.below(6 * 60 * minute);
  if (random.chance(0.05)) return journalNow - random.below(6 * minute);
  return journalNow - Math.floor(random.next() ** 2 * 45 * day);
}

interface Visitor {
  readonly visitor: string | null;
  readonly visitor_kind: string | null;
  readonly user: string | null;
  readonly client: Json;
}

function randomVisitor(random: Random): Visitor {
  const kind = random.pick(['cookie', 'cookie', 'daily', 'given', null]);
  return {
    visitor: kind === null ? null : `visitor-${random.below(1e6)}`,
    visitor_kind: kind,
    user: random.chance(0.2) ? `user-${random.below(5)}` : null,
    client: {
      user_agent: 'Mozilla/5.0',
      browser: random.pick(['Firefox 133', 'Chrome 131', 'Mobile Safari 18', 'Opera', null]),
      os: random.pick(['Windows', 'macOS', 'Android', null]),
      device: random.pick(['desktop', 'mobile', 'tablet', null]),
      language: random.pick(['de-CH', 'en', 'fr-FR', null, '']),
      screen: random.pick(['1920x1080', '390x844', null]),
      country: random.pick(['DE', 'CH', 'US', 'IN', null]),
    },
  };
}

function addVisit(random: Random, who: Visitor, add: (event: Json, timeMs: number) => void): void {
  let timeMs = randomStart(random);
  const site = random.pick(sites);
  let view: string | null = null;
  for (let left = 1 + random.below(6); left > 0; left -= 1) {
    if (timeMs > journalNow) return;
    const type: string =
      view === null
        ? random.pick(['pageview', 'pageview', 'event'])
        : random.pick(['pageview', 'engagement', 'engagement', 'event']);
    if (type === 'pageview') view = `view-${random.below(200)}`;
    add(
      { ...pageEvent(random, type, site), ...who, view: random.chance(0.95) ? view : null },
      timeMs,
    );
    timeMs += random.pick(pauses);
  }
}

function pageEvent(random: Random, type: string, site: string | null): Json {
  const isView = type === 'pageview';
  const isVital = type === 'event' && random.chance(0.2);
  return {
    type,
    site,
    name:
      type === 'event'
        ? isVital
          ? 'vital'
          : random.pick(['signup', 'purchase', 'outbound', ...hostileTexts])
        : random.pick([null, 'signup']),
    url: random.chance(0.95) ? `https://${random.pick(hosts)}${random.pick(pages)}` : 'no address',
    title: isView ? random.pick(['Home', 'Prices', '', ...hostileTexts]) : null,
    referrer: isView ? random.pick(referrers) : null,
    search: random.chance(0.1) ? random.pick(['red shoes', ...hostileTexts]) : null,
    campaign: isView ? random.pick(campaigns) : {},
    data: isVital ? randomVital(random) : random.chance(0.5) ? randomData(random) : {},
    engagement:
      type === 'engagement'
        ? {
            ms: random.chance(0.9) ? random.below(60_000) : null,
            scroll: random.chance(0.7) ? random.below(101) : null,
          }
        : {},
    weight: random.chance(0.2) ? random.pick([2, 2.5, 10]) : 1,
    ...randomActor(random),
    consent: random.pick(['granted', 'denied', 'unset', 'unset']),
  };
}

function randomVital(random: Random): Json {
  return {
    name: random.pick(['LCP', 'INP', 'CLS', '', hostileTexts[0]]),
    value: random.pick([random.below(4_000), random.next(), -1, '12', null]),
  };
}

function randomData(random: Random): Json {
  return {
    plan: random.pick(['pro', 'free', '', null, 7, true, ...hostileTexts]),
    // A revenue that is a text is none.
    revenue: random.pick([12.5, 100, 0.25, -3, '12.50', null]),
    currency: random.pick(['CHF', 'CHF', 'CHF', 'EUR', null]),
    'it\'s "odd" /a~b $.c': random.pick(['yes', 'no', { deep: [1, 'two'] }]),
  };
}

function randomActor(random: Random): Json {
  const actor = random.pick(['human', 'human', 'human', 'unknown', 'machine']);
  const some = reasons.filter(() => random.chance(0.3));
  return { actor, actor_reasons: random.chance(0.6) ? [] : some };
}

/** An email to some, with what its recipients did. */
function addEmail(random: Random, add: (event: Json, timeMs: number) => void): void {
  const sentMs = randomStart(random);
  const site = random.pick(sites);
  const message = random.pick(['spring', 'autumn', null, ...hostileTexts.slice(0, 4)]);
  const email = { site, message, ...randomActor(random) };
  const recipients = Array.from({ length: 1 + random.below(4) }, () => `r${random.below(30)}`);
  if (random.chance(0.8))
    add({ ...email, type: 'sent', weight: random.pick([1, recipients.length, 2.5]) }, sentMs);
  for (const name of recipients) {
    const recipient = random.chance(0.8) ? name : null;
    const sent_time = random.chance(0.9) ? new Date(sentMs).toISOString() : null;
    for (let opens = random.below(3); opens > 0; opens -= 1) {
      const timeMs = sentMs + random.below(3 * day);
      if (timeMs > journalNow) continue;
      add(
        { ...email, ...randomActor(random), type: 'open', recipient, sent_time, weight: 1 },
        timeMs,
      );
      if (!random.chance(0.5)) continue;
      const link = {
        url: `https://shop.example.com/offer/${random.below(3)}`,
        position: random.pick([1, 2, 3, 12, null]),
        label: random.pick(['button', 'image', null]),
      };
      add(
        {
          ...email,
          type: random.chance(0.8) ? 'click' : 'unsubscribe',
          recipient,
          sent_time,
          link,
          weight: 1,
        },
        timeMs + random.below(minute),
      );
    }
  }
}

/** Without what is null, as the journal writes it. */
function clean(event: Json): Json {
  return Object.fromEntries(Object.entries(event).filter(([, value]) => value !== null));
}
