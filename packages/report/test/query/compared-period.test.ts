import { describe, expect, it } from 'vitest';
import { comparedPeriod } from '../../src/query/compared-period.ts';
import { resolveRange } from '../../src/query/date-range.ts';
import type { Compare, DateRange } from '../../src/query/query.ts';

const nowMs = Date.parse('2026-11-22T20:00:00Z');
const lastMs = Date.parse('2026-11-30T23:59:59.999Z');

const compared = (range: DateRange, at: number, compare: Compare, timezone = 'UTC') =>
  comparedPeriod(
    { date_range: range, timezone, compare },
    resolveRange(range, timezone, at, null),
    at,
  );

/** The span that a range is compared with; where nothing is said, in its last moment. */
const spanBefore = (range: DateRange, at = lastMs, compare: Compare = 'previous_period') => {
  const { days, toMs } = compared(range, at, compare);
  return [...days, new Date(toMs).toISOString()];
};

describe('the period before', () => {
  it.each([
    ['day', ['2026-11-29', '2026-11-29']],
    ['7d', ['2026-11-17', '2026-11-23']],
    ['month', ['2026-10-01', '2026-10-30']],
    ['12mo', ['2024-12-01', '2025-11-30']],
    [
      ['2026-11-01', '2026-11-10'],
      ['2026-10-22', '2026-10-31'],
    ],
  ] as const)('of %j is %j', (range, expected) => {
    expect(spanBefore(range).slice(0, 2)).toEqual(expected);
  });

  it.each([
    ['day', '2026-11-21', '2026-11-21'],
    ['7d', '2026-11-09', '2026-11-15'],
    ['month', '2026-10-01', '2026-10-22'],
    ['12mo', '2024-12-01', '2025-11-22'],
    [['2026-11-20', '2026-11-29'], '2026-11-10', '2026-11-12'],
  ] as const)('of %j goes no further than the hour of now', (range, first, last) => {
    expect(spanBefore(range, nowMs)).toEqual([first, last, `${last}T20:00:00.001Z`]);
  });

  it('of a period that is over is whole', () => {
    const whole = ['2026-10-22', '2026-10-31', '2026-11-01T00:00:00.000Z'];
    expect(spanBefore(['2026-11-01', '2026-11-10'], nowMs)).toEqual(whole);
  });

  it('of a month whose day the one before has not is that month whole', () => {
    const at = Date.parse('2026-03-30T08:00:00Z');
    expect(spanBefore('month', at)).toEqual([
      '2026-02-01',
      '2026-02-28',
      '2026-03-01T00:00:00.000Z',
    ]);
  });

  it('ends at the same time of the clock, also on a day on which it is changed', () => {
    // The clock of Zurich was put back on the 25th: half past eleven in the evening, 24.5 hours after its start.
    const at = Date.parse('2026-10-25T22:30:00Z');
    const before = compared('day', at, 'previous_period', 'Europe/Zurich');
    expect(before.days).toEqual(['2026-10-24', '2026-10-24']);
    expect(new Date(before.toMs).toISOString()).toBe('2026-10-24T21:30:00.001Z');
    const after = compared(
      'day',
      Date.parse('2026-10-26T09:00:00Z'),
      'previous_period',
      'Europe/Zurich',
    );
    expect(new Date(after.toMs).toISOString()).toBe('2026-10-25T09:00:00.001Z');
  });

  it('of realtime ends where it begins', () => {
    const now = resolveRange('realtime', 'UTC', nowMs, null);
    const before = compared('realtime', nowMs, 'previous_period');
    expect([before.toMs - before.fromMs, before.toMs]).toEqual([300_000, now.fromMs]);
  });
});

describe('the year before', () => {
  const yearBefore = (range: DateRange, at = nowMs) => spanBefore(range, at, 'previous_year');

  it('has the same days of the year before', () => {
    const at = Date.parse('2026-12-01T12:00:00Z');
    expect(yearBefore(['2026-11-01', '2026-11-30'], at).slice(0, 2)).toEqual([
      '2025-11-01',
      '2025-11-30',
    ]);
    expect(yearBefore(['2025-12-20', '2026-01-10']).slice(0, 2)).toEqual([
      '2024-12-20',
      '2025-01-10',
    ]);
  });

  it('goes no further than the hour of now', () => {
    const hour = '2025-11-22T20:00:00.001Z';
    expect(yearBefore(['2026-11-01', '2026-11-30'])).toEqual(['2025-11-01', '2025-11-22', hour]);
    expect(yearBefore('month')).toEqual(['2025-11-01', '2025-11-22', hour]);
    expect(yearBefore('12mo')).toEqual(['2024-12-01', '2025-11-22', hour]);
    expect(yearBefore('realtime')).toEqual(['2025-11-22', '2025-11-22', hour]);
  });

  it('counts the days of a month, whatever its length', () => {
    expect(yearBefore('month', Date.parse('2025-02-28T23:59:59.999Z'))).toEqual([
      '2024-02-01',
      '2024-02-28',
      '2024-02-29T00:00:00.000Z',
    ]);
    expect(yearBefore('12mo', lastMs).slice(0, 2)).toEqual(['2024-12-01', '2025-11-30']);
  });

  it('has the 28th for a leap day', () => {
    expect(yearBefore(['2024-02-29', '2024-02-29']).slice(0, 2)).toEqual([
      '2023-02-28',
      '2023-02-28',
    ]);
  });
});
