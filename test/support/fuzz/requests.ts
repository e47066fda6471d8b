import fc from 'fast-check';
import { queries } from './queries.ts';
import type { Template } from './template.ts';
import { sampleLinks, type SampleLink } from './tokens.ts';

type Head = Pick<Template, 'headers'>;

/** Addresses that must not be found whole anywhere afterwards. */
export const wholeAddresses = ['198.51.100.77', '203.0.113.77', '2001:db8:77:77:77:77:77:77'];

const values = fc.oneof(
  fc.constantFrom('', '1', '*', 'null', 'CANARY', '"', ',,,', '\t', 'x'.repeat(2_000)),
  fc.string({ maxLength: 40 }).map(printable),
  fc.string({ unit: fc.nat(255).map((code) => String.fromCodePoint(code)) }).map(printable),
);

/** What a header's value may hold (RFC 9110 §5.5); what it may not is for `bytes.ts`. */
function printable(text: string): string {
  return text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '').trim();
}

const addresses = fc
  .array(fc.oneof(fc.constantFrom(...wholeAddresses, 'unknown', ''), values), { maxLength: 3 })
  .map((list) => list.join(', '));

const header = fc.oneof(
  fc.tuple(
    fc
      .constantFrom(
        'Cookie Origin Referer User-Agent Accept-Language Sec-GPC DNT Forwarded Authorization'.split(
          ' ',
        ),
        'If-None-Match Range Accept-Encoding Content-Encoding Sec-Purpose Purpose X-Forwarded-Host'.split(
          ' ',
        ),
        'X-Forwarded-Proto Via Sec-Fetch-Dest Expect X-Http-Method-Override'.split(' '),
      )
      .chain((list) => fc.constantFrom(...list)),
    values,
  ),
  fc.tuple(fc.constant('X-Forwarded-For'), addresses),
  fc.tuple(
    fc.constant('Cookie'),
    fc.constantFrom(
      'id=f47ac10b-58cc-4372-a567-0e02b2c3d479',
      'id=F47AC10B-58CC-4372-A567-0E02B2C3D479; id=CANARY',
      'id=CANARY',
      '=; ;;id; id=',
    ),
  ),
  fc.constantFrom(
    ['Sec-GPC', '1'] as const,
    ['DNT', '1'] as const,
    ['Expect', '100-continue'] as const,
  ),
);

const heads: fc.Arbitrary<Head> = fc.record({ headers: fc.array(header, { maxLength: 3 }) });

const noBody = { body: null, hits: 1, eventCanary: 'CANARY' };

/** `GET /pixel.gif?…`, mostly. */
const pixels: fc.Arbitrary<Template> = fc
  .tuple(
    fc.constantFrom(
      'GET',
      'GET',
      'GET',
      'GET',
      'HEAD',
      'OPTIONS',
      'POST',
      'PUT',
      'DELETE',
      'TRACE',
    ),
    fc.constantFrom('/pixel.gif', '/track.js'),
    queries,
    heads,
  )
  .map(([method, path, { text, isGarbage }, { headers }]) => ({
    method,
    target: `${path}?${text}`,
    headers,
    ...noBody,
    isGarbage: isGarbage || method !== 'GET',
  }));

const types = fc.constantFrom(
  null,
  'text/plain',
  'text/plain;charset=UTF-8',
  'TEXT/PLAIN ; charset="utf-8"',
  'application/json',
  'text/plain; charset=utf-16',
  '',
  'CANARY',
);
const plain = /^(text\/plain|TEXT\/PLAIN)(?!.*utf-16)/;

/** `POST /hits`, mostly. */
const posts: fc.Arbitrary<Template> = fc
  .tuple(
    fc.constantFrom('POST', 'POST', 'POST', 'POST', 'GET', 'PATCH'),
    fc.array(queries, { minLength: 1, maxLength: 4 }),
    fc.oneof(
      { weight: 50, arbitrary: fc.constantFrom('', '', '', '\n\n', '\xff\xfe') },
      fc.constant(`\n${'x'.repeat(70_000)}`),
    ),
    types,
    heads,
  )
  .map(([method, lines, end, type, { headers }]) => ({
    method,
    target: '/hits',
    headers: type === null ? headers : [['Content-Type', type] as const, ...headers],
    // The lines are told apart by their random.
    body:
      lines.map(({ text }, index) => text.replace('r=CANARY', `r=CANARY.${index}`)).join('\n') +
      end,
    hits: lines.length,
    eventCanary: 'CANARY',
    isGarbage:
      method !== 'POST' ||
      lines.every(({ isGarbage }) => isGarbage) ||
      /\xff|x{70000}/.test(end) ||
      (type !== null && !plain.test(type)),
  }));

/** A link's path as it is, or changed in a place. */
const linkPaths = fc
  .tuple(
    fc.constantFrom(...sampleLinks),
    fc.option(
      fc.tuple(
        fc.nat(1_000),
        fc.constantFrom('', 'A', 'b', '7', '-', '_', '=', '%', '~~', '/', '.'),
      ),
    ),
  )
  .map(([link, change]) => ({
    eventCanary: link.canary,
    ...(change === null ? { path: link.path, isGarbage: false } : changed(link, ...change)),
  }));

function changed({ path, isSealed }: SampleLink, place: number, text: string) {
  // Not the route: its first three characters.
  const at = 3 + (place % (path.length - 3));
  const other = path.slice(0, at) + text + path.slice(at + 1);
  // Base32 knows no case, and a final slash is allowed: neither makes another token.
  const same = other.toLowerCase().replace(/\/$/, '') === path.toLowerCase();
  return { path: other, isGarbage: isSealed && !same };
}

const links: fc.Arbitrary<Template> = fc
  .tuple(
    fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT'),
    linkPaths,
    fc.constantFrom('', '/', '?CANARY'),
    heads,
  )
  .map(([method, { path, isGarbage, eventCanary }, end, { headers }]) => ({
    method,
    target: path + end,
    headers,
    body: method === 'POST' ? 'List-Unsubscribe=One-Click' : null,
    hits: 1,
    eventCanary,
    isGarbage: isGarbage || method === 'HEAD' || method === 'PUT',
  }));

const routes =
  '/ /tag.js /buster.js /healthz /metrics /hits /pixel.gif /o /c/ /u/CANARY /o/sCANARY * //'.split(
    ' ',
  );

/** Any path at all. */
const strays: fc.Arbitrary<Template> = fc
  .tuple(
    fc.constantFrom('GET', 'POST', 'HEAD', 'PROPFIND', 'M-SEARCH'),
    fc.oneof(
      fc.constantFrom(...routes),
      fc.constantFrom(
        '/pixel%2Egif',
        '/./pixel.gif',
        '/o/../hits',
        'http://x/pixel.gif',
        '/%00',
        '/%',
      ),
      fc
        .string({
          unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCodePoint(code)),
        })
        .map((path) => `/${path}`),
    ),
    queries,
    heads,
  )
  .map(([method, path, { text }, { headers }]) => ({
    method,
    target: path === '*' ? path : `${path}?${text}`,
    headers,
    ...noBody,
    isGarbage: false,
  }));

/** Requests of every kind, whole ones: each has one answer. */
export const templates: fc.Arbitrary<Template> = fc.oneof(
  { weight: 5, arbitrary: pixels },
  { weight: 4, arbitrary: posts },
  { weight: 4, arbitrary: links },
  { weight: 2, arbitrary: strays },
);
