import { starredNames } from '@hitmark/codec/hit';
import * as v from 'valibot';
import type { PrivacyOptions } from './privacy-options.ts';
import { expected, flag, group, integer, isNotEmpty, json, list, text } from './values.ts';

const site = v.strictObject({
  origins: v.optional(list('origins such as https://example.com', isOriginPattern), []),
});

/** Accepted values and defaults of the options about visitors. */
export const privacyEntries = {
  cookie: group({
    name: v.optional(text('a cookie name: letters, digits, - and _', isCookieName), 'id'),
    maxAgeDays: v.optional(integer(1, 400), 400),
    domain: v.nullish(text('a domain such as example.com', isDomain), null),
  }),
  privacy: group({
    visitors: v.optional(
      v.picklist(['cookie', 'daily', 'none'], expected('cookie, daily or none')),
      'cookie',
    ),
    honourSignals: v.optional(flag(), true),
    anonymousKeys: v.optional(list('names of data', isNotEmpty), []),
    starredParameters: v.optional(list('names of parameters', isParameterPattern), starredNames),
  }),
  geo: group({ file: v.nullish(text('a file', isNotEmpty), null) }),
  sites: v.nullish(
    json(
      v.pipe(
        v.record(
          v.pipe(
            v.string(),
            v.check(isSiteName, expected('names of 1 to 64 characters, no comma')),
          ),
          site,
          expected('sites by name'),
        ),
        v.check((sites) => Object.keys(sites).length > 0, expected('at least one site')),
      ),
    ),
    null,
  ),
};

/** A cookie that browsers would refuse, so that nobody would ever be recognised. */
export function cookieProblems({
  cookie: { name, domain },
  publicUrl,
}: Pick<PrivacyOptions, 'cookie'> & { readonly publicUrl: string | null }): string[] {
  const problems: string[] = [];
  const url = publicUrl === null ? null : new URL(publicUrl);
  // RFC 6265bis §4.1.3: browsers recognise the prefixes in any case.
  if (/^__(host|secure)-/i.test(name) && url?.protocol !== 'https:') {
    problems.push(`cookie.name: expected an https publicUrl for the prefix of ${name}`);
  }
  if (/^__host-/i.test(name) && domain !== null) {
    problems.push(`cookie.name: expected no cookie.domain for the prefix of ${name}`);
  }
  if (domain !== null && url !== null && !isWithin(url.hostname, domain)) {
    problems.push(
      `cookie.domain: expected ${url.hostname}, the host of publicUrl, or a domain above it`,
    );
  }
  return problems;
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function isCookieName(value: string): boolean {
  return /^[\w-]{1,64}$/.test(value);
}

function isDomain(value: string): boolean {
  return /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)+$/.test(value);
}

function isParameterPattern(value: string): boolean {
  return /^\*?[^*&=#?\s]+\*?$/.test(value);
}

/** A comma parts the sites of one page. */
function isSiteName(value: string): boolean {
  return /^[^,]{1,64}$/.test(value) && value.trim() === value;
}

function isOriginPattern(value: string): boolean {
  const host = value.replace(/^(https?:\/\/)\*\./, '$1');
  return (
    /^https?:\/\/[^/?#@\s*]+$/.test(host) && URL.canParse(host) && new URL(host).origin === host
  );
}
