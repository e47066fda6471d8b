import { describe, expect, it } from 'vitest';
import { resolveRange } from '../../src/query/date-range.ts';
import type { DateRange } from '../../src/query/query.ts';

// A Sunday evening in UTC, the next morning in Kathmandu.
const nowMs = Date.parse('2026-11-22T20:00:00Z');

const days = (range: DateRange, timezone = 'UTC') =>
  resolveRange(range, timezone, nowMs, Date.parse('2026-08-05T23:00:00Z')).days;

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
