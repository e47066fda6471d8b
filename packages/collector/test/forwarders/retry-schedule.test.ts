import { describe, expect, it } from 'vitest';
import { readRetryAfterMs, retryDelayMs } from '../../src/forwarders/webhook/retry-schedule.ts';

const hourMs = 60 * 60 * 1_000;

describe('retryDelayMs', () => {
  const attempts = [1, 2, 3, 4, 5, 6, 7];

  it('is 5 s, 5 min, 30 min, 2 h, 5 h and 10 h, and then there is no more', () => {
    const seconds = attempts
      .map((attempt) => retryDelayMs(attempt, 0))
      .map((ms) => ms && ms / 1_000);
    expect(seconds).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, null]);
  });

  it('is up to a fifth longer, and never shorter', () => {
    expect(retryDelayMs(1, 1)).toBe(6_000);
    expect(retryDelayMs(1, 0.5)).toBe(5_500);
  });
});

describe('readRetryAfterMs', () => {
  const now = Date.parse('2026-11-22T09:30:00Z');

  it.each([
    ['no header', undefined, null],
    ['seconds', '120', 120_000],
    ['nothing to wait', '0', 0],
    ['a date', 'Sun, 22 Nov 2026 09:31:00 GMT', 60_000],
    ['a date that is past', 'Sun, 22 Nov 2026 09:29:00 GMT', 0],
    ['more than ten hours', '86400', 10 * hourMs],
    ['a date in years', 'Sun, 22 Nov 2099 09:30:00 GMT', 10 * hourMs],
    ['words', 'soon', null],
    ['an empty header', '', null],
  ])('reads %s', (_name, header, expected) => {
    expect(readRetryAfterMs(header, now)).toBe(expected);
  });
});
