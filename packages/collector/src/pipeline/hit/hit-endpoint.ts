import { pixelGif } from '@hitmark/codec/pixel';
import type { Answer } from '../request/answer.ts';
import { header, type RawRequest } from '../request/raw-request.ts';
import type { Rejection } from '../request/rejection.ts';
import type { PostedProblem } from '../posted-event/posted-event.ts';

/** The three ways to send a hit: the JS pixel, the image pixel, a POST of several. */
export type HitEndpoint = 'script' | 'pixel' | 'hits';

/** Outcome of a request for a hit. */
export type Outcome =
  /** Every good hit is on disk; late: but not yet on the replicas, as the operator allows. */
  | { readonly kind: 'stored'; readonly setCookie: string | null; readonly isLate?: boolean }
  /** Outcome of the events that a site's own server has posted in JSON. */
  | {
      readonly kind: 'posted';
      readonly stored: number;
      readonly duplicate: number;
      readonly errors: readonly PostedProblem[];
      readonly isLate?: boolean;
    }
  /** Rejected: nothing was recorded, because of what was sent. */
  | {
      readonly kind: 'rejected';
      readonly status: 400 | 401 | 403 | 405 | 413 | 414 | 415;
      readonly rejection: Rejection;
    }
  /** Refused: nothing is promised, because of the collector; to be sent again. */
  | { readonly kind: 'refused' }
  /** Limited: nothing was stored, because too much was sent; to be sent again later. */
  | { readonly kind: 'limited'; readonly retryAfterSeconds: number }
  /** HEAD: what GET would say, nothing recorded. */
  | { readonly kind: 'head' }
  /** OPTIONS: a CORS preflight, which hitmark's tag never causes. */
  | { readonly kind: 'preflight' };

const methods = {
  script: ['GET', 'HEAD', 'OPTIONS'],
  pixel: ['GET', 'HEAD', 'OPTIONS'],
  hits: ['POST', 'OPTIONS'],
} as const;

const retryAfterSeconds = 5;
const preflightMaxAgeSeconds = 24 * 60 * 60;

/** Decides what a request's head alone can decide; null: go on. */
export function checkHead(
  endpoint: HitEndpoint,
  request: RawRequest,
  limits: { readonly maxUrlBytes: number },
): Outcome | null {
  const { method, urlBytes } = request;
  if (!methods[endpoint].some((allowed) => allowed === method)) {
    return reject(405, 'method', `expected ${methods[endpoint].join(', ')}`);
  }
  if (method === 'OPTIONS') return { kind: 'preflight' };
  if (urlBytes > limits.maxUrlBytes) {
    return reject(414, 'url-too-long', `expected a URL of at most ${limits.maxUrlBytes} bytes`);
  }
  if (method === 'HEAD') return { kind: 'head' };
  if (method === 'POST' && !isPlainText(request) && !(hasKey(request) && isJson(request))) {
    return wrongMediaType();
  }
  return null;
}

/** The outcome of a request with a body that holds no hits. */
export function wrongMediaType(): Outcome {
  const message =
    "expected text/plain in UTF-8, or application/json with Authorization: Bearer and a site's key; without Content-Encoding";
  return reject(415, 'media-type', message);
}

/** The outcome of a request that is rejected as a whole. */
export function reject(
  status: 400 | 401 | 403 | 405 | 413 | 414 | 415,
  reason: Rejection['reason'],
  message: string,
): Outcome {
  return { kind: 'rejected', status, rejection: { reason, message } };
}

/**
 * The outcome of a request none of whose hits is taken.
 *
 * @param rejections of its hits, one at least
 */
export function rejectAll(
  rejections: readonly [Rejection, ...Rejection[]],
): Extract<Outcome, { kind: 'rejected' }> {
  // What could be read, and is not wanted, says more than what could not be read.
  const refusal = rejections.find(({ reason }) => isRefusal(reason));
  return refusal === undefined
    ? { kind: 'rejected', status: 400, rejection: rejections[0] }
    : { kind: 'rejected', status: 403, rejection: refusal };
}

function isRefusal(reason: Rejection['reason']): boolean {
  return reason === 'unknown-site' || reason === 'forbidden-origin';
}

/** text/plain needs no preflight; a body without a type is what `fetch` makes of bare bytes. */
function isPlainText(request: RawRequest): boolean {
  return isOfType(request, /^\s*text\/plain\s*(;\s*charset="?(utf-8|us-ascii)"?\s*)?$/);
}

/** Tells whether a body is JSON: for a site's own server alone. */
export function isJson(request: RawRequest): boolean {
  return isOfType(request, /^\s*application\/json\s*(;\s*charset="?utf-8"?\s*)?$/);
}

function isOfType(request: RawRequest, type: RegExp): boolean {
  const encoding = header(request, 'content-encoding')?.toLowerCase() ?? 'identity';
  const contentType = (header(request, 'content-type') ?? 'text/plain').toLowerCase();
  return type.test(contentType) && encoding === 'identity';
}

function hasKey({ headers }: RawRequest): boolean {
  return typeof headers['authorization'] === 'string';
}

/**
 * The answer to a request for a hit. A pixel is a picture and a script a script whatever went wrong,
 * so that a page never shows it; only the status tells.
 */
export function answerHit(endpoint: HitEndpoint, request: RawRequest, outcome: Outcome): Answer {
  const status = outcomeStatus(endpoint, outcome);
  const content = status === 204 ? nothing : contentOf(endpoint, outcome);
  // One object: each hit comes through here.
  const headers = {
    ...commonHeaders,
    ...crossOriginHeaders(request),
    ...outcomeHeaders(endpoint, outcome),
    ...content.headers,
  };
  return { status, headers, body: content.body };
}

const none: Readonly<Record<string, string>> = {};

type Content = Pick<Answer, 'headers' | 'body'>;

const nothing: Content = { headers: none, body: null };
const picture: Content = { headers: { 'content-type': 'image/gif' }, body: pixelGif };
const emptyScript: Content = {
  headers: { 'content-type': 'text/javascript; charset=utf-8' },
  body: '',
};

function contentOf(endpoint: HitEndpoint, outcome: Outcome): Content {
  if (endpoint === 'pixel') return picture;
  if (endpoint === 'script') return emptyScript;
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(tell(outcome)) };
}

function tell(outcome: Outcome): object {
  if (outcome.kind !== 'posted') return { error: errorOf(outcome) };
  const { stored, duplicate, errors } = outcome;
  return { stored, duplicate, errors };
}

function errorOf(outcome: Outcome): { readonly code: string; readonly message: string } {
  if (outcome.kind === 'rejected') {
    return { code: outcome.rejection.reason, message: outcome.rejection.message };
  }
  if (outcome.kind === 'limited') {
    return { code: 'rate-limit', message: 'expected fewer hits a minute; send them again later' };
  }
  return { code: 'not-stored', message: 'the hits could not be stored; send them again' };
}

function outcomeStatus(endpoint: HitEndpoint, outcome: Outcome): number {
  if (outcome.kind === 'rejected') return outcome.status;
  if (outcome.kind === 'refused') return 503;
  if (outcome.kind === 'limited') return 429;
  if (outcome.kind === 'preflight') return 204;
  if (outcome.kind === 'posted') return 200;
  return endpoint === 'hits' ? 204 : 200;
}

function outcomeHeaders(endpoint: HitEndpoint, outcome: Outcome): Readonly<Record<string, string>> {
  switch (outcome.kind) {
    case 'stored':
      if (outcome.setCookie === null) return lateHeaders(outcome);
      return { 'set-cookie': outcome.setCookie, ...lateHeaders(outcome) };
    case 'posted':
      return lateHeaders(outcome);
    case 'refused':
      return { 'retry-after': String(retryAfterSeconds) };
    case 'limited':
      return { 'retry-after': String(outcome.retryAfterSeconds) };
    case 'rejected':
      if (outcome.status === 401) return { 'www-authenticate': 'Bearer' };
      return outcome.status === 405 ? { allow: methods[endpoint].join(', ') } : none;
    case 'preflight':
      return {
        'access-control-allow-methods': methods[endpoint].join(', '),
        'access-control-allow-headers': 'Content-Type',
        'access-control-max-age': String(preflightMaxAgeSeconds),
      };
    default:
      return none;
  }
}

function lateHeaders({ isLate }: { readonly isLate?: boolean }): Readonly<Record<string, string>> {
  return isLate === true ? onDiskOnly : none;
}

const onDiskOnly = { 'hitmark-stored': 'disk' } as const;

/** Headers of every answer; no cache may keep one. */
const commonHeaders = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
  vary: 'Origin',
} as const;

/** CORS with credentials for any page (the Fetch standard forbids `*` there). */
function crossOriginHeaders(request: RawRequest): Readonly<Record<string, string>> {
  const origin = header(request, 'origin');
  if (origin === null) return none;
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'Retry-After, Hitmark-Stored',
  };
}
