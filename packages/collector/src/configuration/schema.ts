import { createLinks, redirectLocation } from '@hitmark/codec';
import { eventTypes } from '@hitmark/codec/event';
import * as v from 'valibot';
import type { Options } from './options.ts';
import { clickhouseEntries } from './clickhouse-schema.ts';
import { kafkaEntries } from './kafka-schema.ts';
import { privacyEntries } from './privacy-schema.ts';
import { isOrigin, isToken, reportEntries } from './report-schema.ts';
import { expected, flag, group, integer, isNotEmpty, json, list, picks, text } from './values.ts';
import { linkPageEntries } from './link-page-schema.ts';
import { webhookEntries } from './webhook-schema.ts';

const paths = (fallback: string) => {
  const one = v.pipe(
    list('one or more paths such as /pixel.gif', (path) => /^(\/[\w.~-]+)+\/?$/.test(path)),
    v.minLength(1, expected('at least one path')),
    // Requests may have a final slash or not, however the path is given.
    v.transform((values) => values.map((path) => path.replace(/\/$/, ''))),
  );
  return v.optional(one, [fallback]);
};

const maxInteger = Number.MAX_SAFE_INTEGER;

/** Accepted values and defaults of all options. Unknown names are for `unknownOptions` to find. */
export const optionsSchema = v.object({
  host: v.optional(text('an address or host name', isNotEmpty), '127.0.0.1'),
  port: v.optional(integer(0, 65_535), 8700),
  data: v.optional(text('a folder', isNotEmpty), './hitmark-data'),
  publicUrl: v.nullish(text('an address such as https://t.example.com', isOrigin), null),
  logLevel: v.optional(
    v.picklist(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      expected('fatal, error, warn, info, debug, trace or silent'),
    ),
    'info',
  ),
  trustedProxyHops: v.optional(integer(0, 16), 0),
  ...privacyEntries,
  links: group({
    keys: v.optional(list('keys: hm1.… from hitmark keygen, or Fernet keys', isLinkKey), []),
    dictionaries: v.optional(list('dictionaries', isNotEmpty), []),
    plainRedirectHosts: v.optional(list('hosts such as example.com', isHost), []),
    allowUserinfo: v.optional(flag(), false),
    fallbackUrl: v.nullish(text('an http or https URL', isRedirectTarget), null),
    waitMs: v.optional(integer(0, 10_000), 250),
    apiToken: v.nullish(text('16 characters or more of A-Z a-z 0-9 - . _ ~ + /', isToken), null),
  }),
  ...linkPageEntries,
  appLinks: group({ folder: v.nullish(text('a folder', isNotEmpty), null) }),
  siteKeys: v.optional(
    json(
      v.pipe(
        v.record(
          text('a site, of at most 64 characters', isSite),
          list('keys of 32 to 256 letters, digits and - . _ ~ + / =', isSiteKey),
          expected('keys by site'),
        ),
        v.check((sites) => areUnique(Object.values(sites).flat()), expected('each key once')),
      ),
    ),
    {},
  ),
  limits: group({
    maxUrlBytes: v.optional(integer(256, 15_360), 8_192),
    maxBodyBytes: v.optional(integer(1_024, 16_777_216), 65_536),
    maxHitsPerRequest: v.optional(integer(1, 10_000), 100),
    maxHeaderBytes: v.optional(integer(2_048, 131_072), 16_384),
    maxConnections: v.optional(integer(1, 1_000_000), 16_384),
    maxQueuedBytes: v.optional(integer(65_536, maxInteger), 2 ** 23),
    maxJournalBytes: v.nullish(integer(1_048_576, maxInteger), null),
    minFreeBytes: v.optional(integer(0, maxInteger), 2 ** 26),
  }),
  rateLimits: group({
    addressPerMinute: v.nullish(integer(1, maxInteger), null),
    sitePerMinute: v.nullish(integer(1, maxInteger), null),
  }),
  timeouts: group({
    headersMs: v.optional(integer(100, 600_000), 20_000),
    requestMs: v.optional(integer(100, 600_000), 60_000),
    keepAliveMs: v.optional(integer(0, 600_000), 65_000),
  }),
  files: group({
    folder: v.nullish(text('a folder', isNotEmpty), null),
    maxBytes: v.optional(integer(65_536, maxInteger), 2 ** 26),
    keepDays: v.nullish(integer(1, 36_500), null),
    types: v.optional(picks(eventTypes), eventTypes),
  }),
  stdout: group({
    enabled: v.optional(flag(), false),
    types: v.optional(picks(eventTypes), eventTypes),
  }),
  metrics: group({
    token: v.nullish(text('16 characters or more of A-Z a-z 0-9 - . _ ~ + /', isToken), null),
    host: v.optional(text('an address or host name', isNotEmpty), '127.0.0.1'),
    port: v.nullish(integer(0, 65_535), null),
  }),
  retentionDays: v.nullish(integer(1, 36_500), null),
  storeTimeoutMs: v.optional(integer(1, 120_000), 10_000),
  fastPath: v.optional(flag(), true),
  workers: v.optional(integer(1, 64), 1),
  drainMs: v.optional(integer(0, 60_000), 250),
  paths: group({
    tag: paths('/tag.js'),
    buster: paths('/buster.js'),
    script: paths('/track.js'),
    pixel: paths('/pixel.gif'),
    hits: paths('/hits'),
    open: paths('/o'),
    click: paths('/c'),
    unsubscribe: paths('/u'),
    health: paths('/healthz'),
    ready: paths('/readyz'),
    metrics: paths('/metrics'),
    robots: paths('/robots.txt'),
  }),
  ...clickhouseEntries,
  ...kafkaEntries,
  ...reportEntries,
  ...webhookEntries,
}) satisfies v.GenericSchema<unknown, Options>;

function isLinkKey(value: string): boolean {
  try {
    createLinks({ keys: [value] });
    return true;
  } catch {
    return false;
  }
}

function isSite(value: string): boolean {
  return value !== '' && value.length <= 64;
}

/** Tells whether a text is a Bearer token by RFC 6750, long enough that nobody guesses it. */
function isSiteKey(value: string): boolean {
  return /^[\w.~+/-]+=*$/.test(value) && value.length >= 32 && value.length <= 256;
}

function areUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

function isHost(value: string): boolean {
  return /^[a-z\d.-]+(:\d{1,5})?$/.test(value);
}

function isRedirectTarget(value: string): boolean {
  try {
    return redirectLocation(value) === value;
  } catch {
    return false;
  }
}

/** Options that hold secrets. Other processes can read flags, so these have none. */
const secretPaths = [
  'clickhouse.password',
  'kafka.tls.key',
  'kafka.sasl.password',
  'links.keys',
  'links.apiToken',
  'metrics.token',
  'report.token',
  'report.accounts',
  'siteKeys',
  'webhooks',
  'webhookKeys',
];

/** Tells whether a path leads to a secret, or into something that holds one. */
export function isSecret(path: string): boolean {
  return secretPaths.some((secret) => path === secret || path.startsWith(`${secret}.`));
}

/** Tells whether a name is that of a group of options. */
export function isGroup(name: string): boolean {
  const { entries } = optionsSchema;
  return Object.hasOwn(entries, name) && entriesOf(entries[name as keyof typeof entries]) !== null;
}

/** The path of every option, such as `cookie.name`. */
export const allOptionPaths: readonly string[] = pathsOf(optionsSchema.entries);

/** The path of every option that has a flag: of all but the secrets. */
export const optionPaths: readonly string[] = allOptionPaths.filter((path) => !isSecret(path));

function pathsOf(entries: v.ObjectEntries): string[] {
  return Object.entries(entries).flatMap(([name, schema]) => {
    const inner = entriesOf(schema);
    return inner === null ? [name] : pathsOf(inner).map((path) => `${name}.${path}`);
  });
}

/** Paths of entries in a tree of options that are no options. */
export function unknownOptions(
  tree: object,
  entries: v.ObjectEntries = optionsSchema.entries,
): string[] {
  return Object.entries(tree).flatMap(([name, value]: [string, unknown]) => {
    const schema = Object.hasOwn(entries, name) ? entries[name] : undefined;
    if (schema === undefined) return [name];
    const inner = entriesOf(schema);
    if (inner === null || typeof value !== 'object' || value === null) return [];
    return unknownOptions(value, inner).map((path) => `${name}.${path}`);
  });
}

/** The options of a group; null for one that stands alone. */
function entriesOf(schema: v.ObjectEntries[string]): v.ObjectEntries | null {
  const inner = 'wrapped' in schema ? (schema.wrapped as object) : schema;
  return 'entries' in inner ? (inner.entries as v.ObjectEntries) : null;
}
