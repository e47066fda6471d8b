import * as v from 'valibot';
import type { ReportOptions } from './report-options.ts';
import { expected, flag, group, integer, isNotEmpty, json, list, text } from './values.ts';

const account = v.strictObject({
  name: text('a name of 1 to 64 characters', isAccountName),
  hash: text('a hash from `hitmark report password`', isPasswordHash),
  sites: v.nullish(v.pipe(v.array(v.string(), expected('a list of sites')), v.readonly()), null),
  persons: v.optional(v.boolean(expected('true or false')), true),
});

/** Accepted values and defaults of the options about the report. */
export const reportEntries = {
  report: group({
    enabled: v.nullish(flag(), null),
    host: v.optional(text('an address or host name', isNotEmpty), '127.0.0.1'),
    port: v.optional(integer(0, 65_535), 8701),
    publicUrl: v.nullish(text('an address such as https://report.example.com', isOrigin), null),
    token: v.nullish(text('16 characters or more of A-Z a-z 0-9 - . _ ~ + /', isToken), null),
    accounts: v.optional(
      json(
        v.pipe(
          v.array(account, expected('a list of accounts with name, hash, sites and persons')),
          v.check(
            (accounts) => new Set(accounts.map(({ name }) => name)).size === accounts.length,
            expected('each name once'),
          ),
          v.readonly(),
        ),
      ),
      [],
    ),
    persons: v.optional(flag(), false),
    timezone: v.nullish(text('a time zone such as Europe/Zurich', isTimezone), null),
    store: v.optional(
      v.picklist(['duckdb', 'clickhouse'], expected('duckdb or clickhouse')),
      'duckdb',
    ),
    memoryLimit: v.optional(text('a size such as 512MB', isSize), '512MB'),
    threads: v.optional(integer(1, 64), 2),
    timeoutMs: v.optional(integer(100, 600_000), 30_000),
    ownHosts: v.optional(list('hosts such as example.com', isHost), []),
    dataColumns: v.optional(list('names of data', isNotEmpty), []),
  }),
} satisfies Record<keyof ReportOptions, unknown>;

export function isOrigin(value: string): boolean {
  return /^https?:\/\/[^/?#@\s]+\/?$/.test(value) && URL.canParse(value);
}

/** RFC 6750 §2.1, and too long to be guessed. */
export function isToken(value: string): boolean {
  return /^[\w.~+/-]{16,}=*$/.test(value);
}

/** Asks the engine, which alone knows all names: its list lacks those that another has taken the place of. */
function isTimezone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isAccountName(value: string): boolean {
  return value.trim() === value && value !== '' && value.length <= 64;
}

/** Tells whether a text can be a hash: a shorter one is a password, put there by mistake. */
function isPasswordHash(value: string): boolean {
  return /^\S{32,512}$/.test(value);
}

function isSize(value: string): boolean {
  return /^[1-9]\d{0,6} ?[KMGT]i?B$/.test(value);
}

function isHost(value: string): boolean {
  return /^[a-z\d.-]+$/.test(value);
}
