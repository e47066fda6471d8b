import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answerOf } from '../src/answer.ts';
import { firstAnswer } from '../src/consent.ts';
import type { TagOptions } from '../src/tag-options.ts';

beforeAll(() => {
  vi.stubGlobal('location', new URL('https://site.test/'));
});

afterAll(() => {
  vi.unstubAllGlobals();
});

describe('answerOf', () => {
  it.each([
    [true, '1'],
    ['granted', '1'],
    [false, '0'],
    ['denied', '0'],
  ])('%s is %s', (value, answer) => {
    expect(answerOf(value, 'wait')).toBe(answer);
  });

  it.each([undefined, null, '', 0, 1, '0', '1', 'true', 'false', 'yes', {}, [], 'GRANTED'])(
    '%s changes nothing',
    (value) => {
      expect(answerOf(value, 'wait')).toBe('wait');
      expect(answerOf(value, '1')).toBe('1');
    },
  );
});

describe('firstAnswer', () => {
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
    expect(firstAnswer(options)).toBe(answer);
  });
});
