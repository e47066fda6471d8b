import { Temporal } from 'temporal-polyfill';
import type { DateRange } from './query.ts';

/** A span of time: days of a timezone, or minutes up to now. */
export interface Period {
  /** Unix ms. */
  readonly fromMs: number;
  /** Unix ms; the first that is no more in it. */
  readonly toMs: number;
  /** First and last day in the timezone. */
  readonly days: readonly [first: string, last: string];
}

/** Length of `realtime`. */
const realtimeMs = 5 * 60_000;

/** Accepted spans of time, to finish a sentence. */
export const acceptedRanges =
  'day, 7d (or another number of days), month, 12mo (or another number of months), all, realtime, or two dates such as ["2026-11-01", "2026-11-30"]';

const countedDays = /^([1-9]\d{0,3})d$/;
const countedMonths = /^([1-9]\d{0,2})mo$/;

export function isRangeName(text: string): boolean {
  return (
    ['day', 'month', 'all', 'realtime'].includes(text) ||
    countedDays.test(text) ||
    countedMonths.test(text)
  );
}

/** A day as `2026-11-01`, if the calendar has it and it lies where dates are handled the same by all. */
export function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

/**
 * The span that a range means.
 *
 * @param firstEventMs when the first event happened, for `all`; null: there is none
 */
export function resolveRange(
  range: DateRange,
  timezone: string,
  nowMs: number,
  firstEventMs: number | null,
): Period {
  const today = dayAt(nowMs, timezone);
  if (typeof range !== 'string') {
    return wholeDays(
      Temporal.PlainDate.from(range[0]),
      Temporal.PlainDate.from(range[1]),
      timezone,
    );
  }
  if (range === 'realtime') return lastMinutes(nowMs, timezone);
  if (range === 'all') return wholeDays(dayAt(firstEventMs ?? nowMs, timezone), today, timezone);
  const months = monthsOf(range);
  if (months !== null) {
    const first = today.with({ day: 1 }).subtract({ months: months - 1 });
    return wholeDays(first, first.add({ months }).subtract({ days: 1 }), timezone);
  }
  return wholeDays(today.subtract({ days: dayCountOf(range) - 1 }), today, timezone);
}

/** The last minutes of `realtime`. */
export function lastMinutes(untilMs: number, timezone: string): Period {
  const fromMs = untilMs - realtimeMs + 1;
  const days = [fromMs, untilMs].map((ms) => dayAt(ms, timezone).toString());
  return { fromMs, toMs: untilMs + 1, days: [days[0] ?? '', days[1] ?? ''] };
}

/** The span of whole days. */
export function wholeDays(
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
  timezone: string,
): Period {
  return {
    fromMs: startOfDay(first, timezone),
    toMs: startOfDay(last.add({ days: 1 }), timezone),
    days: [first.toString(), last.toString()],
  };
}

/** The first moment of a day, which is not midnight where the clock is put forward then. */
export function startOfDay(day: Temporal.PlainDate, timezone: string): number {
  return day.toZonedDateTime(timezone).epochMilliseconds;
}

/** The day that a timezone's calendar shows at a moment. */
function dayAt(ms: number, timezone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timezone).toPlainDate();
}

/** Number of months of a range; null: it is not one of months. */
export function monthsOf(range: DateRange): number | null {
  if (range === 'month') return 1;
  const [, count] = (typeof range === 'string' && countedMonths.exec(range)) || [];
  return count === undefined ? null : Number(count);
}

function dayCountOf(range: string): number {
  const [, count] = countedDays.exec(range) ?? [];
  return Number(count ?? 1);
}
