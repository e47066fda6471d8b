import * as v from 'valibot';
import type { Options } from './options.ts';
import { expected, flag, group, integer, isNotEmpty, list, text } from './values.ts';
import { secretOptions, webhookEntries } from './webhook-schema.ts';

const paths = (fallback: string) => {
  const one = v.pipe(
    list('one or more paths such as /pixel.gif, separated by commas', (path) =>
      /^(\/[\w.~-]+)+$/.test(path),
    ),
    v.minLength(1, expected('at least one path')),
  );
  return v.optional(one, [fallback]);
};

const maxInteger = Number.MAX_SAFE_INTEGER;

/** What each option accepts, and its default. */
export const optionsSchema = v.strictObject({
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
  cookie: group({
    name: v.optional(text('a cookie name: letters, digits, - and _', isCookieName), 'id'),
    maxAgeDays: v.optional(integer(1, 400), 400),
    domain: v.nullish(text('a domain such as example.com', isDomain), null),
  }),
  privacy: group({
    honourSignals: v.optional(flag(), true),
    anonymousKeys: v.optional(list('names of data, separated by commas', isNotEmpty), []),
  }),
  limits: group({
    maxUrlBytes: v.optional(integer(256, 15_360), 8_192),
    maxBodyBytes: v.optional(integer(1_024, 16_777_216), 65_536),
    maxHitsPerRequest: v.optional(integer(1, 10_000), 100),
    maxQueuedBytes: v.optional(integer(65_536, maxInteger), 2 ** 25),
    maxJournalBytes: v.nullish(integer(1_048_576, maxInteger), null),
    minFreeBytes: v.optional(integer(0, maxInteger), 2 ** 26),
  }),
  retentionDays: v.nullish(integer(1, 36_500), null),
  storeTimeoutMs: v.optional(integer(1, 120_000), 10_000),
  drainMs: v.optional(integer(0, 60_000), 250),
  paths: group({
    tag: paths('/tag.js'),
    buster: paths('/buster.js'),
    script: paths('/track.js'),
    pixel: paths('/pixel.gif'),
    hits: paths('/hits'),
    health: paths('/healthz'),
    ready: paths('/readyz'),
  }),
  ...webhookEntries,
}) satisfies v.GenericSchema<unknown, Options>;

function isOrigin(value: string): boolean {
  return /^https?:\/\/[^/?#@\s]+\/?$/.test(value) && URL.canParse(value);
}

function isCookieName(value: string): boolean {
  return /^[\w-]{1,64}$/.test(value);
}

function isDomain(value: string): boolean {
  return /^[a-z\d-]+(\.[a-z\d-]+)+$/.test(value);
}

/** The path of every option that a flag can set, such as `cookie.name`. */
export const optionPaths: readonly string[] = pathsOf(optionsSchema.entries).filter(
  (path) => !secretOptions.includes(path),
);

function pathsOf(entries: v.ObjectEntries): string[] {
  return Object.entries(entries).flatMap(([name, schema]) => {
    const inner = 'wrapped' in schema ? (schema.wrapped as object) : schema;
    if (!('entries' in inner)) return [name];
    return pathsOf(inner.entries as v.ObjectEntries).map((path) => `${name}.${path}`);
  });
}
