import { describe, expect, it } from 'vitest';
import { previousPeriod, previousYear, resolveRange } from '../../src/query/date-range.ts';
import type { DateRange } from '../../src/query/query.ts';

// A Sunday evening in UTC, the next morning in Kathmandu.
const nowMs = Date.parse('2026-11-22T20:00:00Z');

const days = (range: DateRange, timezone = 'UTC') =>
  resolveRange(range, timezone, nowMs, Date.parse('2026-08-05T23:00:00Z')).days;

const daysBefore = (range: DateRange) =>
  previousPeriod(range, resolveRange(range, 'UTC', nowMs, null), 'UTC').days;

describe('resolveRange', () => {
  it.each([
    ['day', ['2026-11-22', '2026-11-22']],
    ['1d', ['2026-11-22', '2026-11-22']],
    ['7d', ['2026-11-16', '2026-11-22']],
    ['30d', ['2026-10-24', '2026-11-22']],
    ['month', ['2026-11-01', '2026-11-30']],
    ['12mo', ['2025-12-01', '2026-11-30']],
    ['all', ['2026-08-05', '2026-11-22']],
  ] as const)('takes %s for %j', (range, expected) => {
    expect(days(range)).toEqual(expected);
  });

  it('reckons days by the timezone', () => {
    expect(days('day', 'Asia/Kathmandu')).toEqual(['2026-11-23', '2026-11-23']);
    expect(days('all', 'Asia/Kathmandu')[0]).toBe('2026-08-06');
    const { fromMs } = resolveRange('day', 'Asia/Kathmandu', nowMs, null);
    expect(new Date(fromMs).toISOString()).toBe('2026-11-22T18:15:00.000Z');
  });

  it('takes realtime for five minutes, the present moment included', () => {
    const { fromMs, toMs } = resolveRange('realtime', 'UTC', nowMs, null);
    expect([toMs - fromMs, toMs]).toEqual([300_000, nowMs + 1]);
  });
});

describe('previousPeriod', () => {
  it.each([
    ['day', ['2026-11-21', '2026-11-21']],
    ['7d', ['2026-11-09', '2026-11-15']],
    ['month', ['2026-10-01', '2026-10-31']],
    ['12mo', ['2024-12-01', '2025-11-30']],
    [
      ['2026-11-01', '2026-11-10'],
      ['2026-10-22', '2026-10-31'],
    ],
  ] as const)('of %j is %j', (range, expected) => {
    expect(daysBefore(range)).toEqual(expected);
  });

  it('of realtime ends where it begins', () => {
    const now = resolveRange('realtime', 'UTC', nowMs, null);
    const before = previousPeriod('realtime', now, 'UTC');
    expect([before.toMs - before.fromMs, before.toMs]).toEqual([300_000, now.fromMs]);
  });
});

describe('previousYear', () => {
  const yearBefore = (range: Parameters<typeof resolveRange>[0], at = nowMs) =>
    previousYear(range, resolveRange(range, 'UTC', at, null), 'UTC').days;

  it('has the same days of the year before', () => {
    expect(yearBefore(['2026-11-01', '2026-11-30'])).toEqual(['2025-11-01', '2025-11-30']);
    expect(yearBefore(['2025-12-20', '2026-01-10'])).toEqual(['2024-12-20', '2025-01-10']);
  });

  it('has whole months for months, of whatever length', () => {
    expect(yearBefore('month', Date.parse('2025-02-10T12:00:00Z'))).toEqual([
      '2024-02-01',
      '2024-02-29',
    ]);
    expect(yearBefore('12mo', Date.parse('2026-11-30T12:00:00Z'))).toEqual([
      '2024-12-01',
      '2025-11-30',
    ]);
  });

  it('has the 28th for a leap day', () => {
    expect(yearBefore(['2024-02-29', '2024-02-29'])).toEqual(['2023-02-28', '2023-02-28']);
  });
});
