import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readConsent } from '../src/consent-answer.ts';
import { firstConsent } from '../src/consent.ts';
import type { TagOptions } from '../src/tag-options.ts';

beforeAll(() => {
  vi.stubGlobal('location', new URL('https://site.test/'));
});

afterAll(() => {
  vi.unstubAllGlobals();
});

describe('readConsent', () => {
  it.each([
    [true, '1'],
    ['granted', '1'],
    [false, '0'],
    ['denied', '0'],
  ])('%s is %s', (value, answer) => {
    expect(readConsent(value, 'wait')).toBe(answer);
  });

  it.each([undefined, null, '', 0, 1, '0', '1', 'true', 'false', 'yes', {}, [], 'GRANTED'])(
    '%s changes nothing',
    (value) => {
      expect(readConsent(value, 'wait')).toBe('wait');
      expect(readConsent(value, '1')).toBe('1');
    },
  );
});

describe('firstConsent', () => {
  it.each([
    [undefined, ''],
    ['wait', 'wait'],
    ['granted', '1'],
    ['1', '1'],
    ['denied', '0'],
    ['0', '0'],
    ['', 'wait'],
    ['true', 'wait'],
    ['constructor', 'wait'],
  ])('of %s is "%s"', (consent, answer) => {
    const options = (consent === undefined ? {} : { consent }) as TagOptions;
    expect(firstConsent(options)).toBe(answer);
  });
});
