// The oracle reckons a query's answer from the definitions, event by event, in the plainest way there is.
// It shares no code with what it checks: not the parsing of events, of addresses or of times.

type Json = Record<string, unknown>;

/** An event of the journal with what the definitions say of it alone. */
export interface EventRecord {
  readonly sequence: number;
  readonly json: Json;
  readonly timeMs: number;
  readonly type: string;
  readonly site: string | null;
  readonly visitor: string | null;
  readonly weight: number;
  readonly actor: string;
  readonly page: string | null;
  readonly hostname: string | null;
  readonly revenue: number | null;
  /** Source that the event itself names for its visitor. */
  readonly touch: Touch | null;
}

export interface Touch {
  readonly source: string;
  readonly channel: string;
  readonly campaign: Json;
}

/** Names of the hosts in random journals, with Google's category. */
const known: Readonly<Record<string, readonly [name: string, category: string]>> = {
  'google.de': ['Google', 'search'],
  'google.com': ['Google', 'search'],
  'news.ycombinator.com': ['Hacker News', 'social'],
  't.co': ['X', 'social'],
  'm.youtube.com': ['YouTube', 'video'],
  'amazon.co.uk': ['Amazon', 'shopping'],
};

const categoryOfName: Readonly<Record<string, string>> = {
  google: 'search',
  facebook: 'social',
  'hacker news': 'social',
  x: 'social',
  youtube: 'video',
  amazon: 'shopping',
};

/** Hosts of the sites' own, as the store is told in the tests. */
export const ownHosts = ['example.net'];

export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.toWellFormed() : null;
}

export function readRecord(sequence: number, jsonText: string): EventRecord {
  const json = JSON.parse(jsonText) as Json;
  const data = (json['data'] ?? {}) as Json;
  const address = split(text(json['url']));
  return {
    sequence,
    json,
    timeMs: new Date(String(json['time'])).getTime(),
    type: String(json['type']),
    site: text(json['site']),
    visitor: text(json['visitor']),
    weight: (json['weight'] as number | undefined) ?? 1,
    actor: text(json['actor']) ?? 'unknown',
    page: address?.path ?? null,
    hostname: address?.host ?? null,
    revenue: typeof data['revenue'] === 'number' ? data['revenue'] : null,
    touch: touchOf(json, address?.host ?? null),
  };
}

/** Splits an address by an expression, which is enough for those of the random journals. */
function split(url: string | null): { readonly host: string; readonly path: string } | null {
  const [, host, path] = /^https?:\/\/([^/?#]+)([^?#]*)/.exec(url ?? '') ?? [];
  return host === undefined ? null : { host, path: path || '/' };
}

function touchOf(json: Json, ownHost: string | null): Touch | null {
  const campaign = (json['campaign'] ?? {}) as Json;
  const { source, medium } = sourceOf(campaign, text(json['referrer']), ownHost);
  const name = text(campaign['name']);
  if (source === null && text(campaign['medium']) === null && name === null) return null;
  const said = text(campaign['medium']) ?? medium;
  return {
    source: source ?? 'Direct / None',
    channel: channelOf(source, said ?? '(not set)', name ?? ''),
    campaign,
  };
}

function sourceOf(
  campaign: Json,
  referrer: string | null,
  ownHost: string | null,
): { readonly source: string | null; readonly medium: string | null } {
  const source = text(campaign['source']);
  if (source !== null) return { source, medium: null };
  if (campaign['network'] === 'gclid') return { source: 'Google', medium: 'cpc' };
  if (campaign['network'] === 'fbclid') return { source: 'Facebook', medium: 'referral' };
  const host = split(referrer)?.host.replace(/^www\./, '');
  if (host === undefined || host === ownHost?.replace(/^www\./, ''))
    return { source: null, medium: null };
  if (ownHosts.some((own) => host === own || host.endsWith(`.${own}`)))
    return { source: null, medium: null };
  return { source: known[host]?.[0] ?? host, medium: 'referral' };
}

/** Google's rules, in order. */
function channelOf(source: string | null, medium: string, campaign: string): string {
  const category = categoryOfName[source?.toLowerCase() ?? ''];
  const isPaid = /cp|^ppc$|^retargeting$|^paid/.test(medium);
  const isShop = /([^a-df-z]|^)shop|shopping/.test(campaign) || category === 'shopping';
  if (campaign.includes('cross-network')) return 'Cross-network';
  if (isPaid && isShop) return 'Paid Shopping';
  if (isPaid && category === 'search') return 'Paid Search';
  if (isPaid && category === 'social') return 'Paid Social';
  if (isPaid && category === 'video') return 'Paid Video';
  if (['display', 'banner', 'expandable', 'interstitial', 'cpm'].includes(medium)) return 'Display';
  if (isPaid) return 'Paid Other';
  if (isShop) return 'Organic Shopping';
  if (category === 'social' || medium === 'social') return 'Organic Social';
  if (category === 'video') return 'Organic Video';
  if (category === 'search' || medium === 'organic') return 'Organic Search';
  if (medium === 'referral') return 'Referral';
  if (medium === 'email' || source === 'email') return 'Email';
  return source === 'sms' || medium === 'sms' ? 'SMS' : 'Unassigned';
}
