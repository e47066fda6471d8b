import { pixelPng } from '@hitmark/codec/pixel';
import type { Answer } from '../request/answer.ts';
import { linkMethods, type LinkEndpoint, type LinkOutcome } from './link-outcome.ts';
import type { LinkPage, LinkPages } from './page/link-pages.ts';

/**
 * Creates the answer to a request for a link. An open always answers its picture, since it is part of an email;
 * `Hitmark-Stored` says that the event is not (yet) on disk. A click leads only to the URL inside its token.
 *
 * @param pages in the language of the reader
 */
export function answerLink(
  endpoint: LinkEndpoint,
  outcome: LinkOutcome,
  pages: () => LinkPages,
): Answer {
  const headers = { ...commonHeaders, ...outcomeHeaders(endpoint, outcome) };
  if (outcome.kind === 'options') return { status: 200, headers, body: null };
  if (endpoint === 'open' && !isMethodError(outcome)) {
    // Nothing that we made is too long for us; what only fails to verify must not look broken.
    const status = outcome.kind === 'rejected' && outcome.status === 414 ? 414 : 200;
    return { status, headers: { ...headers, 'content-type': 'image/png' }, body: pixelPng };
  }
  const location = outcome.kind === 'rejected' ? null : outcome.location;
  if (location !== null) return { status: 302, headers: { ...headers, location }, body: null };
  const [status, name] = pageOf(outcome);
  const page = pages()[name];
  return { status, headers: { ...headers, ...page.headers }, body: page.html };
}

function pageOf(outcome: Exclude<LinkOutcome, { kind: 'options' }>): [number, LinkPage] {
  if (outcome.kind === 'rejected') return [outcome.status, 'invalid'];
  if (outcome.kind === 'read') return [200, 'ask'];
  if (outcome.kind === 'expired') return [503, 'failed'];
  return [isStored(outcome) ? 200 : 503, outcome.page];
}

const commonHeaders = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
  // The target's site must not learn the token.
  'referrer-policy': 'no-referrer',
};

const retryAfterSeconds = 5;

function isStored({ stored }: Extract<LinkOutcome, { kind: 'recorded' }>): boolean {
  return stored === 'yes' || stored === 'disk';
}

function isMethodError(outcome: LinkOutcome): boolean {
  return outcome.kind === 'rejected' && outcome.status === 405;
}

function outcomeHeaders(endpoint: LinkEndpoint, outcome: LinkOutcome): Record<string, string> {
  switch (outcome.kind) {
    case 'recorded':
      if (isStored(outcome)) {
        return {
          ...(outcome.setCookie === null ? {} : { 'set-cookie': outcome.setCookie }),
          ...(outcome.stored === 'disk' ? { 'hitmark-stored': 'disk' } : {}),
        };
      }
      return endpoint === 'unsubscribe'
        ? { 'retry-after': String(retryAfterSeconds) }
        : { 'hitmark-stored': outcome.stored };
    case 'rejected':
      if (outcome.status === 405) return { allow: linkMethods[endpoint].join(', ') };
      return endpoint === 'open' ? { 'hitmark-stored': 'no' } : {};
    case 'options':
      return { allow: linkMethods[endpoint].join(', ') };
    case 'expired':
      return { 'hitmark-stored': 'no' };
    default:
      return {};
  }
}
