import { Temporal } from 'temporal-polyfill';
import { describe, expect, it, vi } from 'vitest';
import { comparedPeriod } from '../../src/query/compared-period.ts';
import { resolveRange } from '../../src/query/date-range.ts';
import { alignHours } from '../../src/query/align-hours.ts';
import { bucketSpan } from '../../src/query/bucket-span.ts';
import { hourMs } from '../../src/query/hour-label.ts';
import { cutPeriod, type Buckets } from '../../src/query/time-buckets.ts';
import type { TimeDimension } from '../../src/query/dimensions.ts';

const nowMs = Date.parse('2026-11-22T09:30:00Z');

function cut(dimension: TimeDimension, range: [string, string], timezone: string): Buckets {
  const buckets = cutPeriod(dimension, resolveRange(range, timezone, nowMs, null), timezone);
  if (buckets === null) throw new RangeError('too many buckets');
  return buckets;
}

describe('hours', () => {
  it('come twice where the clock is put back, each with its offset', () => {
    const { labels } = cut('time:hour', ['2026-10-25', '2026-10-25'], 'Europe/Zurich');
    expect(labels).toHaveLength(25);
    expect(labels.slice(1, 5)).toEqual([
      '2026-10-25T01:00:00+02:00',
      '2026-10-25T02:00:00+02:00',
      '2026-10-25T02:00:00+01:00',
      '2026-10-25T03:00:00+01:00',
    ]);
  });

  it('are missing where it is put forward', () => {
    const { labels } = cut('time:hour', ['2026-03-29', '2026-03-29'], 'Europe/Zurich');
    expect(labels).toHaveLength(23);
    expect(labels).not.toContain('2026-03-29T02:00:00+01:00');
  });

  it('are spans that need no search for a change of the clock, unless they have one', () => {
    const search = vi.spyOn(Temporal.ZonedDateTime.prototype, 'getTimeZoneTransition');
    const zone = 'Europe/Zurich';
    expect(bucketSpan('time:hour', '2026-11-22T09:00:00+01:00', zone)).toHaveLength(2);
    expect(bucketSpan('time:hour', '1900-01-01T00:00:00+01:00', zone)).toHaveLength(2);
    expect(search).not.toHaveBeenCalled();
    expect(bucketSpan('time:hour', '2026-10-25T02:00:00+02:00', zone)).toHaveLength(2);
    expect(search).toHaveBeenCalled();
    search.mockRestore();
  });

  it('begin at the half of the world’s where the offset has a half', () => {
    const zone = 'Asia/Kolkata';
    const [start] = bucketSpan('time:hour', '2026-11-01T13:00:00+05:30', zone) ?? [];
    expect(new Date(start ?? 0).toISOString()).toBe('2026-11-01T07:30:00.000Z');
  });

  it('last half an hour where the clock is put back by one', () => {
    const zone = 'Australia/Lord_Howe';
    const { labels } = cut('time:hour', ['2026-04-05', '2026-04-05'], zone);
    expect(labels.slice(1, 4)).toEqual([
      '2026-04-05T01:00:00+11:00',
      '2026-04-05T01:00:00+10:30',
      '2026-04-05T02:00:00+10:30',
    ]);
    const [from, to] = bucketSpan('time:hour', '2026-04-05T01:00:00+10:30', zone) ?? [0, 0];
    expect(to - from).toBe(hourMs / 2);
  });

  it('follow each other without gaps, whatever the clocks do', () => {
    for (const zone of ['Europe/Zurich', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Gaza']) {
      const { labels } = cut('time:hour', ['2026-01-01', '2026-12-31'], zone);
      const spans = labels.map((label) => bucketSpan('time:hour', label, zone) ?? [0, 0]);
      const starts = spans.slice(1).map(([from]) => from);
      expect(starts).toEqual(spans.slice(0, -1).map(([, to]) => to));
    }
  });
});

describe('days', () => {
  it('begin when the clock first shows them, also where it shows no midnight', () => {
    const [from, to] = bucketSpan('time:day', '2026-09-06', 'America/Santiago') ?? [0, 0];
    expect(new Date(from).toISOString()).toBe('2026-09-06T04:00:00.000Z');
    expect(to - from).toBe(23 * hourMs);
  });

  it.each(['2026-11-31', '2026-11-1', '', 'today', '2026-11-01T00:00:00Z'])(
    'are not written as %j',
    (label) => {
      expect(bucketSpan('time:day', label, 'UTC')).toBeNull();
    },
  );
});

describe('weeks and months', () => {
  it('are named by their first day, which may lie before the period', () => {
    const range: [string, string] = ['2026-10-30', '2026-11-09'];
    expect(cut('time:week', range, 'UTC').labels).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
    ]);
    expect(cut('time:month', range, 'UTC').labels).toEqual(['2026-10-01', '2026-11-01']);
  });
});

describe('cutPeriod', () => {
  it('refuses the hours of a century', () => {
    const period = resolveRange(['1926-01-01', '2026-01-01'], 'UTC', nowMs, null);
    expect(cutPeriod('time:hour', period, 'UTC')).toBeNull();
    expect(cutPeriod('time:week', period, 'UTC')?.labels).toHaveLength(5_219);
  });

  it('takes the months of all time since 1970, and none of a longer one', () => {
    const since1970 = resolveRange(['1970-01-01', '2026-11-22'], 'UTC', nowMs, null);
    expect(cutPeriod('time:month', since1970, 'UTC')?.labels).toHaveLength(683);
    const forCenturies = resolveRange(['1770-01-01', '2026-11-22'], 'UTC', nowMs, null);
    expect(cutPeriod('time:month', forCenturies, 'UTC')).toBeNull();
  });
});

describe('alignHours', () => {
  it('puts the same hour of the clock beside each other, also after a change', () => {
    const zone = 'Europe/Zurich';
    const range: [string, string] = ['2026-10-25', '2026-10-26'];
    const period = resolveRange(range, zone, nowMs, null);
    const before = comparedPeriod(
      { date_range: range, timezone: zone, compare: 'previous_period' },
      period,
      nowMs,
    );
    const now = cut('time:hour', range, zone);
    const then = cutPeriod('time:hour', before, zone);
    const aligned = alignHours(then ?? now, before, { buckets: now, period });
    const pairs = aligned.bucketOfStep?.map((number, at) => [
      aligned.labels[at]?.slice(11, 16),
      now.labels[number]?.slice(11, 16),
    ]);
    expect(pairs?.every(([one, other]) => one === other)).toBe(true);
    expect(pairs).toHaveLength(48);
  });
});
