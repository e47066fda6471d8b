import { pixelGif } from '@hitmark/codec/pixel';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/pipeline/request/answer.ts';
import { answerHit } from '../../../src/pipeline/hit/answer-hit.ts';
import {
  reject,
  type HitEndpoint,
  type HitOutcome,
} from '../../../src/pipeline/hit/hit-outcome.ts';
import { sampleRequest } from '../sample-request.ts';

const endpoints = ['script', 'pixel', 'hits'] as const;
const stored: HitOutcome = { kind: 'stored', setCookie: null };
const tooLong = reject(414, 'url-too-long', 'expected a URL of at most 100 bytes');

function answer(endpoint: HitEndpoint, outcome: HitOutcome, origin?: string): Answer {
  return answerHit(endpoint, sampleRequest({ origin }), outcome);
}

describe('CORS', () => {
  const outcomes: readonly (readonly [string, HitOutcome])[] = [
    ['stored', stored],
    ['rejected', tooLong],
    ['refused', { kind: 'refused' }],
    ['head', { kind: 'head' }],
    ['preflight', { kind: 'preflight' }],
  ];

  describe.each(endpoints)('on %s', (endpoint) => {
    it.each(outcomes)('lets the page read the answer when a hit is %s', (_, outcome) => {
      expect(answer(endpoint, outcome, 'https://site.test').headers).toMatchObject({
        'access-control-allow-origin': 'https://site.test',
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'Retry-After, Hitmark-Stored',
        vary: 'Origin',
      });
    });

    it.each(outcomes)(
      'has no header of CORS but Vary without an Origin when a hit is %s',
      (_, outcome) => {
        const { headers } = answer(endpoint, outcome);
        expect(Object.keys(headers)).not.toContain('access-control-allow-origin');
        expect(Object.keys(headers)).not.toContain('access-control-allow-credentials');
        expect(headers['vary']).toBe('Origin');
      },
    );

    it.each(outcomes)('keeps the answer out of caches when a hit is %s', (_, outcome) => {
      expect(answer(endpoint, outcome).headers).toMatchObject({
        'cache-control': 'no-store',
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
      });
    });
  });

  it('echoes the Origin null of a sandboxed page', () => {
    const { headers } = answer('script', stored, 'null');
    expect(headers['access-control-allow-origin']).toBe('null');
    expect(headers['access-control-allow-credentials']).toBe('true');
  });

  it('answers a preflight with what may be sent, and no body', () => {
    const { status, headers, body } = answer('hits', { kind: 'preflight' }, 'https://site.test');
    expect([status, body]).toEqual([204, null]);
    expect(headers).toMatchObject({
      'access-control-allow-methods': 'POST, OPTIONS',
      'access-control-allow-headers': 'Content-Type',
      'access-control-max-age': '86400',
    });
    expect(Object.keys(answer('hits', stored, 'https://site.test').headers)).not.toContain(
      'access-control-allow-methods',
    );
  });
});

describe('an answer', () => {
  it.each([
    ['stored', stored, 200, 200, 204],
    ['a HEAD', { kind: 'head' }, 200, 200, 204],
    ['a bad hit', reject(400, 'invalid-value', 'expected …'), 400, 400, 400],
    ['a body too large', reject(413, 'body-too-large', 'expected …'), 413, 413, 413],
    ['a URL too long', tooLong, 414, 414, 414],
    ['another type', reject(415, 'media-type', 'expected …'), 415, 415, 415],
    ['refused', { kind: 'refused' }, 503, 503, 503],
  ] as const)('of %s has its status', (_, outcome, ...statuses) => {
    expect(endpoints.map((endpoint) => answer(endpoint, outcome).status)).toEqual(statuses);
  });

  it.each([stored, tooLong, { kind: 'refused' }, { kind: 'head' }] as const)(
    'of the pixel is a picture, whatever the outcome of the hit: %o',
    (outcome) => {
      const { headers, body } = answer('pixel', outcome);
      expect(headers['content-type']).toBe('image/gif');
      expect(body).toBe(pixelGif);
    },
  );

  it.each([stored, tooLong, { kind: 'refused' }, { kind: 'head' }] as const)(
    'of the script is an empty script, whatever the outcome of the hit: %o',
    (outcome) => {
      const { headers, body } = answer('script', outcome);
      expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
      expect(body).toBe('');
    },
  );

  it('to a POST has no body when all is stored, and says what is wrong in JSON', () => {
    expect(answer('hits', stored).body).toBeNull();
    const { headers, body } = answer('hits', tooLong);
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(String(body))).toEqual({
      error: { code: 'url-too-long', message: 'expected a URL of at most 100 bytes' },
    });
  });

  it('says when to send a refused hit again, and why it was refused in JSON to a POST', () => {
    for (const endpoint of endpoints) {
      expect(answer(endpoint, { kind: 'refused' }).headers['retry-after']).toBe('5');
    }
    const { error } = JSON.parse(String(answer('hits', { kind: 'refused' }).body)) as {
      error: { code: string };
    };
    expect(error.code).toBe('not-stored');
  });

  it.each([stored, tooLong, { kind: 'head' }] as const)(
    'says nothing about sending again where that would not help: %o',
    (outcome) => {
      expect(Object.keys(answer('script', outcome).headers)).not.toContain('retry-after');
    },
  );

  it('sets the cookie of a stored hit, and none otherwise', () => {
    const setCookie = 'id=x; Path=/';
    for (const endpoint of endpoints) {
      const { headers } = answer(endpoint, { kind: 'stored', setCookie });
      expect(headers['set-cookie']).toBe(setCookie);
    }
    for (const outcome of [stored, tooLong, { kind: 'refused' }, { kind: 'head' }] as const) {
      expect(Object.keys(answer('script', outcome).headers)).not.toContain('set-cookie');
    }
  });

  it('lists the allowed methods where the method is not allowed, and only there', () => {
    expect(answer('script', reject(405, 'method', '')).headers['allow']).toBe('GET, HEAD, OPTIONS');
    expect(Object.keys(answer('script', tooLong).headers)).not.toContain('allow');
  });
});
