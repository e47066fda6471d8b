import { createLinks, generateKey, LinkError, type Link } from '@hitmark/codec';
import { parse as parseHit } from '@hitmark/codec/hit';
import { getClickTrackingResult } from '@hitmark/codec/pytracking';
import { resolveOptions } from '../../packages/collector/src/configuration/index.ts';
import { createIds } from '../../packages/collector/src/visitors/ids.ts';
import { toRow } from '../../packages/collector/src/journal/index.ts';
import { createLinkBursts } from '../../packages/collector/src/ingest/link-bursts.ts';
import { boundMetadata } from '../../packages/collector/src/pipeline/link/bound-metadata.ts';
import {
  decideHits,
  decideServerHits,
} from '../../packages/collector/src/pipeline/hit/decide-hits.ts';
import { decideLink } from '../../packages/collector/src/pipeline/link/decide-link.ts';
import { eventSites } from '../../packages/collector/src/pipeline/hit/event-sites.ts';
import { checkHitHead } from '../../packages/collector/src/pipeline/hit/check-hit-head.ts';
import { readHitLines } from '../../packages/collector/src/pipeline/hit/hit-lines.ts';
import { createReadOrigin } from '../../packages/collector/src/pipeline/request/origin-facts.ts';
import { rateKey } from '../../packages/collector/src/pipeline/request/rate-key.ts';
import { readHeaders } from '../../packages/collector/src/pipeline/request/read-headers.ts';
import { createCleaner } from '../../packages/collector/src/pipeline/hit/star-parameters.ts';
import { truncateAddress } from '../../packages/collector/src/pipeline/request/truncate-address.ts';
import { readUserAgent } from '../../packages/collector/src/enrich/user-agent.ts';
import { pytrackingReader } from '../../packages/collector/src/ingest/pytracking-reader.ts';
import { assetRoute, createAsset } from '../../packages/collector/src/routes/asset.ts';
import { createReadSender } from '../../packages/collector/src/ingest/site-keys.ts';
import {
  originOf,
  sampleRequest,
  tools,
} from '../../packages/collector/test/pipeline/sample-request.ts';

/** Reads a text from outside, as far as the collector does anything with it. */
type Parse = (text: string) => unknown;

/** A parser, and how much it is ever given. */
export interface InputParser {
  readonly parse: Parse;
  /** Characters, by the default limits of a collector. */
  readonly longest: number;
}

const settings = {
  ...resolveOptions({}),
  trustedProxyHops: 2,
  sites: { a: { origins: ['https://*.a.test'] } },
};
const anySite = { ...settings, sites: null };
const cleaner = createCleaner(settings.privacy.starredParameters);
const all = { ...tools, ids: createIds(), ...cleaner, readUserAgent };

/** All that the collector does with a hit. */
function storeHit(query: string, headers: Readonly<Record<string, string>> = {}): unknown {
  const request = sampleRequest(headers);
  const { entries } = decideHits(
    { request, origin: originOf(request, settings), queries: [query] },
    anySite,
    all,
  );
  return entries.map(toRow);
}

const keys = [generateKey('k1'), 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4='];
const links = createLinks({ keys });
const reader = pytrackingReader({});
const watch = createLinkBursts();

/** A plain token as pytracking writes it, padded. */
function plainToken(content: string): string {
  return Buffer.from(content).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}

function withMetadata(json: string): string {
  return plainToken(`{"metadata":${json}}`);
}

let lastEscaped = { text: '', escaped: '' };

/** A text with all of it escaped, no longer than it was. Once, since it takes longer than to read it. */
function escapeAll(text: string): string {
  if (lastEscaped.text !== text) {
    const hex = Buffer.from(text).toString('hex', 0, text.length / 3);
    lastEscaped = { text, escaped: hex.replace(/../g, '%$&') };
  }
  return lastEscaped.escaped;
}

/** All that is done with a link but to answer it. */
function storeLink(read: Link): unknown {
  const request = sampleRequest();
  const link = boundMetadata(read);
  const seen = watch.note(link, request, '203.0.113.0');
  const origin = originOf(request, settings);
  const followed = { link, head: request, origin, seen, id: click, unsubscribe: null };
  return decideLink(followed, settings, all).entries.map(toRow);
}

/** A parser that may say what is wrong with a text, by an error of its own and no other. */
function refusing(parse: Parse): Parse {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      if (error instanceof LinkError) return error.code;
      throw error;
    }
  };
}

const script = assetRoute(createAsset(Buffer.from('1')), ['/tag.js'], 'no-store');
const readSender = createReadSender({ acme: ['0123456789abcdef0123456789abcdef'] });
const click = '01a20296-63db-7000-8000-000000000000';

/** Parameters of a hit that hold text. */
const parameters = ['u', 'f', 's', 'h', 'i', 'e', 'r', 'v', 'n', 'c', 'z', 'ms', 'd', 'd.a', 'k'];

type NamedParser = readonly [name: string, parse: Parse];

function each(
  names: readonly string[],
  title: (name: string) => string,
  parse: (name: string, text: string) => unknown,
): NamedParser[] {
  return names.map((name) => [title(name), (text) => parse(name, text)]);
}

const ofQueries: readonly NamedParser[] = [
  ['a query', (text) => storeHit(text)],
  ['a query, parsed alone', (text) => parseHit(text)],
  ['a query, for its sites', (text) => eventSites(text)],
  ['a body', (text) => readHitLines(text, settings.limits.maxHitsPerRequest)],
  [
    'a query of a site’s server',
    (text) =>
      decideServerHits({ request: sampleRequest(), queries: [text], site: 'a' }, settings, all),
  ],
  ...each(
    parameters,
    (name) => `parameter ${name}`,
    (name, text) => storeHit(`${name}=${text}`),
  ),
  ['a query for eight sites', (text) => storeHit(`i=a,b,c,d,e,f,g,h&${text}`)],
  ['data for eight sites', (text) => storeHit(`i=a,b,c,d,e,f,g,h&d.a=1&d=${text}`)],
  ['an address for eight sites', (text) => storeHit(`i=a,b,c,d,e,f,g,h&u=${text}&f=${text}`)],
  ['an address, anonymous', (text) => storeHit(`q=1&u=${text}`)],
  ['a query of an address', (text) => storeHit(`c=${click}&u=https://site.test/?${text}`)],
  ['an escaped address', (text) => storeHit(`u=${escapeAll(text)}`)],
];

const ofHeaders: readonly NamedParser[] = [
  ...each(
    readHeaders,
    (name) => `header ${name}`,
    (name, text) => storeHit('', { [name]: text }),
  ),
  ...each(
    ['origin', 'referer'],
    (name) => `header ${name}, where origins are listed`,
    (name, text) => {
      const request = sampleRequest({ [name]: text });
      return decideHits(
        { request, origin: originOf(request, settings), queries: ['i=a'] },
        settings,
        all,
      );
    },
  ),
  ...each(
    ['content-type', 'content-encoding'],
    (name) => `header ${name} of a body`,
    (name, text) =>
      checkHitHead('hits', sampleRequest({ [name]: text }, { method: 'POST' }), settings.limits),
  ),
  ...each(
    ['accept-encoding', 'if-none-match', 'if-modified-since'],
    (name) => `header ${name} of a script`,
    (name, text) =>
      script.answer(sampleRequest({ [name]: text }), () => Promise.resolve(new Uint8Array()), ''),
  ),
  ['header authorization', (text) => readSender(text)],
  ['a user agent', (text) => readUserAgent(text)],
  ['an address of a client', (text) => truncateAddress(text)],
  [
    'a forwarded address, for rate limits',
    (text) =>
      rateKey(createReadOrigin(settings)(sampleRequest({ 'x-forwarded-for': text })).address),
  ],
];

const ofCleaners: readonly NamedParser[] = [
  ['an address, cleaned', (text) => cleaner.cleanUrl(text)],
  ['a text, cleaned', (text) => cleaner.cleanText(text)],
  ['a query of an address, cleaned', (text) => cleaner.cleanUrl(`https://site.test/?a=${text}`)],
];

const ofTokens: readonly NamedParser[] = [
  ['a token', (text) => storeLink(links.read(text))],
  ['a sealed token', (text) => storeLink(links.read(`s${text}`))],
  ['a sealed token in base32', (text) => storeLink(links.read(`b${text}`))],
  ['a Fernet token', (text) => storeLink(links.read(`gAAAA${text}`))],
];

const ofPlainTokens: readonly NamedParser[] = [
  ['content of a plain token', (text) => storeLink(links.read(plainToken(text)))],
  ['metadata of a plain token', (text) => storeLink(links.read(withMetadata(text)))],
  [
    'metadata of a plain token, as Django has it',
    (text) => storeLink(reader.read(withMetadata(text), { kind: 'open' })),
  ],
  [
    'content of a token, by pytracking’s verbs',
    (text) => getClickTrackingResult(plainToken(text), {}),
  ],
];

/** Every parser that a text from outside reaches, by what it reads. */
export const inputParsers: ReadonlyMap<string, InputParser> = new Map<string, InputParser>([
  ...upTo(65_536, ofQueries),
  ...upTo(16_384, ofHeaders),
  // Data of an outbound link is the longest.
  ...upTo(8_192, ofCleaners),
  ...upTo(8_192, ofTokens),
  // Base64 makes four characters of three.
  ...upTo(6_144, ofPlainTokens),
]);

function upTo(
  longest: number,
  parsers: readonly NamedParser[],
): (readonly [string, InputParser])[] {
  return parsers.map(([name, parse]) => [name, { parse: refusing(parse), longest }]);
}
