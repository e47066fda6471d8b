import { describe, expect, it } from 'vitest';
import { answerHit } from '../../../src/pipeline/hit/answer-hit.ts';
import { checkHitHead } from '../../../src/pipeline/hit/check-hit-head.ts';
import {
  reject,
  type HitEndpoint,
  type HitOutcome,
} from '../../../src/pipeline/hit/hit-outcome.ts';
import type { RawRequest } from '../../../src/pipeline/request/raw-request.ts';
import { sampleRequest } from '../sample-request.ts';

const limits = { maxUrlBytes: 100 };
const endpoints = ['script', 'pixel', 'hits'] as const;
const tooLong = reject(414, 'url-too-long', 'expected a URL of at most 100 bytes');

function check(
  endpoint: HitEndpoint,
  method: string,
  headers: RawRequest['headers'] = {},
  urlBytes = 9,
): HitOutcome | null {
  return checkHitHead(endpoint, sampleRequest(headers, { method, urlBytes }), limits);
}

describe('checkHitHead', () => {
  it.each([
    ['script', 'GET'],
    ['pixel', 'GET'],
    ['hits', 'POST'],
  ] as const)('lets %s go on with %s', (endpoint, method) => {
    expect(check(endpoint, method)).toBeNull();
  });

  it.each([
    ['script', 'POST', 'GET, HEAD, OPTIONS'],
    ['pixel', 'DELETE', 'GET, HEAD, OPTIONS'],
    ['pixel', 'get', 'GET, HEAD, OPTIONS'],
    ['hits', 'GET', 'POST, OPTIONS'],
    ['hits', 'HEAD', 'POST, OPTIONS'],
    ['hits', 'PUT', 'POST, OPTIONS'],
  ] as const)('rejects %s with %s, and says what is allowed', (endpoint, method, allowed) => {
    const outcome = check(endpoint, method);
    expect(outcome).toMatchObject({
      kind: 'rejected',
      status: 405,
      rejection: { reason: 'method' },
    });
    expect(answerHit(endpoint, sampleRequest(), outcome ?? { kind: 'head' }).headers['allow']).toBe(
      allowed,
    );
  });

  it.each(['script', 'pixel'] as const)('records nothing for HEAD of %s', (endpoint) => {
    expect(check(endpoint, 'HEAD')).toEqual({ kind: 'head' });
  });

  it.each(endpoints)('takes OPTIONS of %s for a preflight', (endpoint) => {
    expect(check(endpoint, 'OPTIONS')).toEqual({ kind: 'preflight' });
  });

  it('takes a URL of as many bytes as allowed, and rejects one more', () => {
    expect(check('script', 'GET', {}, 100)).toBeNull();
    expect(check('script', 'GET', {}, 101)).toEqual(tooLong);
    expect(check('hits', 'POST', {}, 101)).toEqual(tooLong);
    expect(check('script', 'HEAD', {}, 101)).toEqual(tooLong);
  });

  it.each([
    undefined,
    'text/plain',
    'text/plain;charset=UTF-8',
    'Text/Plain; charset="utf-8"',
    ' text/plain ; charset=us-ascii ',
  ])('takes a body of the type %o', (type) => {
    expect(check('hits', 'POST', { 'content-type': type })).toBeNull();
  });

  it.each([
    '',
    'application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=text/plain',
    'text/html',
    'text/plainer',
    'text/plain; charset=iso-8859-1',
    'text/plain; charset=utf-16',
    'application/json, text/plain',
  ])('rejects a body of the type %o', (type) => {
    expect(check('hits', 'POST', { 'content-type': type })).toMatchObject({
      status: 415,
      rejection: { reason: 'media-type' },
    });
  });

  it('rejects a compressed body, and takes one that says it is not', () => {
    expect(check('hits', 'POST', { 'content-encoding': 'gzip' })).toMatchObject({ status: 415 });
    expect(check('hits', 'POST', { 'content-encoding': 'Identity' })).toBeNull();
  });
});
