import { describe, expect, it } from 'vitest';
import { isAnonymous } from '../../../src/pipeline/request/privacy.ts';
import { sampleRequest } from '../sample-request.ts';

const honour = { honourSignals: true };
const ignore = { honourSignals: false };

describe('a hit is anonymous', () => {
  it.each([
    ['Global Privacy Control', { 'sec-gpc': '1' }],
    ['Do Not Track', { dnt: '1' }],
    ['Do Not Track twice', { dnt: '1, 1' }],
    ['a yes behind a no', { 'sec-gpc': '0, 1' }],
    ['a yes before a no', { 'sec-gpc': '1,0' }],
    ['a yes as one of several headers', { dnt: ['0', '1'] }],
    ['a yes among what means nothing', { dnt: ', null ,\t1 ,' }],
  ])('where the browser sends %s', (_, headers) => {
    expect(isAnonymous(sampleRequest(headers), {}, honour)).toBe(true);
  });

  it.each([
    ['the person denied consent', { consent: 'denied' }],
    ['the page says so', { anonymous: true }],
  ] as const)('where %s', (_, hit) => {
    expect(isAnonymous(sampleRequest(), hit, honour)).toBe(true);
  });

  it.each([
    ['the person denied consent', { consent: 'denied' }],
    ['the page says so', { anonymous: true }],
  ] as const)('where %s, though the operator ignores signals', (_, hit) => {
    expect(isAnonymous(sampleRequest(), hit, ignore)).toBe(true);
  });

  it('where the browser asks for it, though consent was granted', () => {
    const request = sampleRequest({ 'sec-gpc': '1' });
    expect(isAnonymous(request, { consent: 'granted', anonymous: false }, honour)).toBe(true);
  });
});

describe('a hit is not anonymous', () => {
  it('where nobody asks for it', () => {
    expect(isAnonymous(sampleRequest(), {}, honour)).toBe(false);
    expect(isAnonymous(sampleRequest(), { consent: 'granted' }, honour)).toBe(false);
  });

  it.each([
    { 'sec-gpc': '0' },
    { 'sec-gpc': '' },
    { dnt: '0' },
    { dnt: 'null' },
    { dnt: 'unspecified' },
    { dnt: '0, 0' },
    { 'sec-gpc': '0, 11, 1 1, 01, "1", 1;a=1, -1' },
    { dnt: ['0', 'null'] },
  ])('where the browser sends %o', (headers) => {
    expect(isAnonymous(sampleRequest(headers), {}, honour)).toBe(false);
  });

  it('where the browser asks for it and the operator ignores signals', () => {
    const request = sampleRequest({ 'sec-gpc': '1', dnt: '1' });
    expect(isAnonymous(request, {}, ignore)).toBe(false);
  });
});
