import { pixelPng } from '@hitmark/codec/pixel';
import type { Answer } from '../request/answer.ts';
import type { RawRequest } from '../request/raw-request.ts';
import type { Rejection } from '../request/rejection.ts';
import type { LinkPage, LinkPages } from './page/link-pages.ts';

/** The three kinds of links in email: an open pixel, a click, an unsubscribe. */
export type LinkEndpoint = 'open' | 'click' | 'unsubscribe';

/** Outcome of a request for a link. */
export type LinkOutcome =
  /**
   * Recorded, on disk only where the replicas are late; or, with `pending` or `no`, not known to be: the reader
   * goes on all the same.
   */
  | {
      readonly kind: 'recorded';
      readonly stored: 'yes' | 'disk' | 'pending' | 'no';
      readonly location: string | null;
      readonly setCookie: string | null;
      /** Page for a reader who follows a link that leads nowhere. */
      readonly page: LinkPage;
    }
  /** HEAD, or the page before an unsubscribe: the token is good, nothing is recorded. */
  | { readonly kind: 'read'; readonly location: string | null }
  /** OPTIONS: which methods there are. */
  | { readonly kind: 'options' }
  | RejectedLink;

/** Reason why a request for a link is no event. */
export type RejectedLink =
  /** The token does not verify, or the request can't be one for a link. */
  | {
      readonly kind: 'rejected';
      readonly status: 400 | 404 | 405 | 413 | 414;
      readonly rejection: Rejection;
    }
  /** The token is authentic but has expired, and the operator says where readers go then. */
  | { readonly kind: 'expired'; readonly location: string; readonly rejection: Rejection };

const methods = {
  open: ['GET', 'HEAD', 'OPTIONS'],
  click: ['GET', 'HEAD', 'OPTIONS'],
  unsubscribe: ['GET', 'HEAD', 'POST', 'OPTIONS'],
} as const;

/** Decides what a request's head alone can decide; null: go on. */
export function checkLinkHead(
  endpoint: LinkEndpoint,
  { method, urlBytes }: RawRequest,
  limits: { readonly maxUrlBytes: number },
): LinkOutcome | null {
  const allowed = methods[endpoint];
  if (!allowed.some((each) => each === method)) {
    return rejectLink(405, 'method', `expected ${allowed.join(', ')}`);
  }
  if (method === 'OPTIONS') return { kind: 'options' };
  if (urlBytes <= limits.maxUrlBytes) return null;
  return rejectLink(414, 'url-too-long', `expected a URL of at most ${limits.maxUrlBytes} bytes`);
}

/** The outcome of a request that is no event. */
export function rejectLink(
  status: 400 | 404 | 405 | 413 | 414,
  reason: Rejection['reason'],
  message: string,
): RejectedLink {
  return { kind: 'rejected', status, rejection: { reason, message } };
}

/**
 * The answer to a request for a link. An open shows its picture whatever is wrong, since it stands in
 * somebody's email; `Hitmark-Stored` says that it is not (yet) on disk. A click never leads anywhere
 * that its token does not vouch for.
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
  // The token is nobody's business but ours.
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
      if (outcome.status === 405) return { allow: methods[endpoint].join(', ') };
      return endpoint === 'open' ? { 'hitmark-stored': 'no' } : {};
    case 'options':
      return { allow: methods[endpoint].join(', ') };
    case 'expired':
      return { 'hitmark-stored': 'no' };
    default:
      return {};
  }
}
