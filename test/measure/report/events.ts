/** First moment of the events; they last for 30 days. */
export const startMs = Date.parse('2026-10-01T00:00:00Z');
export const dayMs = 86_400_000;
export const days = 30;

export const sites = ['acme', 'beta', 'gamma', 'delta', 'epsilon'] as const;
const countries = ['DE', 'CH', 'US', 'FR', 'GB', 'IN', 'BR', 'JP', 'AT', 'NL', 'PL', 'SE'];
const browsers = ['Chrome', 'Mobile Safari', 'Firefox', 'Edge', 'Safari', 'Samsung Internet'];
const systems = ['Windows', 'iOS', 'Android', 'macOS', 'Linux'];
const devices = ['desktop', 'mobile', 'tablet'];
const screens = ['1920x1080', '390x844', '1440x900', '412x915', '1366x768'];
const languages = ['de-DE', 'en-US', 'fr-FR', 'de-CH', 'en-GB'];
const names = ['outbound', 'signup', 'purchase', 'download', 'outbound'];
const pages = 400;
const domains = 40;
/** Steps of a visit's slot, cut into visits in one of these ways. */
const patterns = [[4], [1, 3], [2, 2], [1, 1, 2], [4]] as const;
/** Visitors that can have a slot, so that they come back. */
const visitorsOfSlot = 60;

/** Whoever visits, always with the same browser, on one site. */
export interface Visitor {
  readonly number: number;
  readonly site: (typeof sites)[number];
  readonly country: string;
  readonly browser: string;
  readonly os: string;
  readonly device: string;
  readonly screen: string;
  readonly language: string;
}

export interface BenchEvent {
  readonly visitor: Visitor;
  readonly visit: number;
  readonly timeMs: number;
  /** Null: a page view. */
  readonly name: string | null;
  readonly path: string;
  /** Null: the visitor came directly, or by the newsletter. */
  readonly referrer: string | null;
  readonly isNewsletter: boolean;
  readonly revenue: number | null;
}

/**
 * The events of five sites over 30 days, each found by its number: they are in the order of time, in visits of
 * one to four events some minutes apart, and visits of one visitor never touch each other.
 */
export function benchEvents(total: number): (index: number) => BenchEvent {
  const stride = Math.max(1, Math.round(total / 10_000));
  const blockLength = 4 * stride;
  const blocks = Math.ceil(total / blockLength);

  function eventAt(index: number): BenchEvent {
    const block = Math.floor(index / blockLength);
    const [slot, step] = [index % stride, Math.floor((index % blockLength) / stride)];
    const slotNumber = block * stride + slot;
    const { part, place } = partAt(mix(slotNumber, 1), step);
    const seed = slotNumber * 4 + part;
    const half = block * 2 >= blocks ? 1 : 0;
    const turn = ((slot * 4 + part) * 4 + (block % 4)) * 2 + half;
    const number = turn * visitorsOfSlot + (mix(seed, 2) % visitorsOfSlot);
    const landing = unit(seed, 3);
    const domain = Math.floor(domains * unit(seed, 4) ** 2);
    const name = nameAt(index, place);
    return {
      visitor: visitorOf(number),
      visit: seed,
      timeMs: startMs + Math.floor((index * days * dayMs) / total),
      name,
      path: name === null ? pageAt(index) : pathBefore(index, place),
      referrer: place === 0 && landing < 0.45 ? `blog${domain}.example` : null,
      isNewsletter: place === 0 && landing > 0.85,
      revenue: name === 'purchase' ? (mix(index, 5) % 20_000) / 100 : null,
    };
  }

  /** An event happens on the page that was viewed last. */
  function pathBefore(index: number, place: number): string {
    const before = index - stride;
    return nameAt(before, place - 1) === null ? pageAt(before) : pathBefore(before, place - 1);
  }
  return eventAt;
}

function nameAt(index: number, place: number): string | null {
  if (place === 0 || unit(index, 6) < 0.72) return null;
  return pick(names, index, 7);
}

function pageAt(index: number): string {
  return `/section/page-${Math.floor(pages * unit(index, 8) ** 3)}`;
}

function partAt(seed: number, step: number): { readonly part: number; readonly place: number } {
  const lengths = patterns[seed % patterns.length] ?? [4];
  let left = step;
  for (const [part, length] of lengths.entries()) {
    if (left < length) return { part, place: left };
    left -= length;
  }
  throw new RangeError('a slot has four steps');
}

export function visitorOf(number: number): Visitor {
  return {
    number,
    site: sites[Math.floor(sites.length * unit(number, 9) ** 1.6)] ?? 'acme',
    country: pick(countries, number, 10),
    browser: pick(browsers, number, 11),
    os: pick(systems, number, 12),
    device: pick(devices, number, 13),
    screen: pick(screens, number, 14),
    language: pick(languages, number, 15),
  };
}

/** A UUID made of a number. */
export function uuidOf(number: number, kind: number): string {
  const hex = [0, 1, 2, 3].map((part) =>
    mix(number, kind * 4 + part + 100)
      .toString(16)
      .padStart(8, '0'),
  );
  const text = hex.join('');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-8${text.slice(17, 20)}-${text.slice(20)}`;
}

/** The first few are picked most often. */
function pick<Item>(items: readonly Item[], number: number, kind: number): Item {
  const item = items[Math.floor(items.length * unit(number, kind) ** 2)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

function unit(number: number, kind: number): number {
  return mix(number, kind) / 2 ** 32;
}

/** A hash of two numbers, from 0 to below 2 ** 32. */
function mix(number: number, kind: number): number {
  let state = Math.imul(number ^ 0x9e37_79b9, 0x85eb_ca6b) ^ Math.imul(kind + 1, 0xc2b2_ae35);
  state = Math.imul(state ^ (state >>> 16), 0x7feb_352d);
  state = Math.imul(state ^ (state >>> 15), 0x846c_a68b);
  return (state ^ (state >>> 16)) >>> 0;
}
