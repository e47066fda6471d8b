import { pixelGif } from '@hitmark/codec/pixel';
import type { Answer } from '../request/answer.ts';
import { header, type RawRequest } from '../request/raw-request.ts';
import { hitMethods, type HitEndpoint, type HitOutcome } from './hit-outcome.ts';

const retryAfterSeconds = 5;
const preflightMaxAgeSeconds = 24 * 60 * 60;

/**
 * The answer to a request for a hit. A pixel is a picture and a script a script whatever went wrong,
 * so that a page never shows it; only the status tells.
 */
export function answerHit(endpoint: HitEndpoint, request: RawRequest, outcome: HitOutcome): Answer {
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

function contentOf(endpoint: HitEndpoint, outcome: HitOutcome): Content {
  if (endpoint === 'pixel') return picture;
  if (endpoint === 'script') return emptyScript;
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(tell(outcome)) };
}

function tell(outcome: HitOutcome): object {
  if (outcome.kind !== 'posted') return { error: errorOf(outcome) };
  const { stored, duplicate, errors } = outcome;
  return { stored, duplicate, errors };
}

function errorOf(outcome: HitOutcome): { readonly code: string; readonly message: string } {
  if (outcome.kind === 'rejected') {
    return { code: outcome.rejection.reason, message: outcome.rejection.message };
  }
  if (outcome.kind === 'limited') {
    return { code: 'rate-limit', message: 'expected fewer hits a minute; send them again later' };
  }
  return { code: 'not-stored', message: 'the hits could not be stored; send them again' };
}

function outcomeStatus(endpoint: HitEndpoint, outcome: HitOutcome): number {
  if (outcome.kind === 'rejected') return outcome.status;
  if (outcome.kind === 'refused') return 503;
  if (outcome.kind === 'limited') return 429;
  if (outcome.kind === 'preflight') return 204;
  if (outcome.kind === 'posted') return 200;
  return endpoint === 'hits' ? 204 : 200;
}

function outcomeHeaders(
  endpoint: HitEndpoint,
  outcome: HitOutcome,
): Readonly<Record<string, string>> {
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
      return outcome.status === 405 ? { allow: hitMethods[endpoint].join(', ') } : none;
    case 'preflight':
      return {
        'access-control-allow-methods': hitMethods[endpoint].join(', '),
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
