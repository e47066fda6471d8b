import { Temporal } from 'temporal-polyfill';
import { dayAt, lastMinutes, monthsOf, startOfDay, wholeDays, type Period } from './date-range.ts';
import type { DateRange } from './query.ts';

/**
 * The span before it: as many days, for months as many months, for `realtime` as many minutes. Where the period
 * still runs it ends at the same point of it: a morning is compared with a morning.
 */
export function previousPeriod(
  range: DateRange,
  period: Period,
  timezone: string,
  nowMs: number,
): Period {
  if (range === 'realtime') return lastMinutes(period.fromMs - 1, timezone);
  const [first, last] = daysOf(period);
  const months = monthsOf(range);
  const count = first.until(last).days + 1;
  const from = months === null ? first.subtract({ days: count }) : first.subtract({ months });
  const whole = wholeDays(from, first.subtract({ days: 1 }), timezone);
  if (!isRunning(period, nowMs)) return whole;
  const today = dayAt(nowMs, timezone);
  const sameDay =
    months === null ? today.subtract({ days: count }) : sameDayOfMonth(today, { months });
  const elapsedMs = nowMs - startOfDay(today, timezone);
  return endOn(whole, sameDay, elapsedMs, timezone);
}

/**
 * Days of the year before, for months the same months whole. A 29 February has the 28th there, and days
 * stand beside each other by their number in the period. Where the period still runs it ends as `previousPeriod`.
 */
export function previousYear(
  range: DateRange,
  period: Period,
  timezone: string,
  nowMs: number,
): Period {
  const years = 1;
  const today = dayAt(nowMs, timezone);
  const elapsedMs = nowMs - startOfDay(today, timezone);
  if (range === 'realtime') {
    return lastMinutes(startOfDay(today.subtract({ years }), timezone) + elapsedMs, timezone);
  }
  const [first, last] = daysOf(period);
  const from = first.subtract({ years });
  const months = monthsOf(range);
  const to =
    months === null ? last.subtract({ years }) : from.add({ months }).subtract({ days: 1 });
  const whole = wholeDays(from, to, timezone);
  if (!isRunning(period, nowMs)) return whole;
  const sameDay = months === null ? today.subtract({ years }) : sameDayOfMonth(today, { years });
  return endOn(whole, sameDay, elapsedMs, timezone);
}

function isRunning({ fromMs, toMs }: Period, nowMs: number): boolean {
  return fromMs <= nowMs && nowMs < toMs;
}

/** The day with the same number some months ago; where that month is shorter, one after its end. */
function sameDayOfMonth(
  today: Temporal.PlainDate,
  ago: { readonly months: number } | { readonly years: number },
): Temporal.PlainDate {
  return today
    .with({ day: 1 })
    .subtract(ago)
    .add({ days: today.day - 1 });
}

/** Ends a period on one of its days, so long after that day's start; a day after its end leaves it whole. */
function endOn(
  whole: Period,
  day: Temporal.PlainDate,
  elapsedMs: number,
  timezone: string,
): Period {
  const toMs = Math.min(
    startOfDay(day, timezone) + elapsedMs + 1,
    // The day that is compared may be an hour longer, where its clock is put back.
    startOfDay(day.add({ days: 1 }), timezone),
  );
  return toMs >= whole.toMs ? whole : { ...whole, toMs, days: [whole.days[0], day.toString()] };
}

/** First and last day of a period. */
function daysOf({ days }: Period): readonly [first: Temporal.PlainDate, last: Temporal.PlainDate] {
  return [Temporal.PlainDate.from(days[0]), Temporal.PlainDate.from(days[1])];
}
