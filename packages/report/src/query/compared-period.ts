import { Temporal } from 'temporal-polyfill';
import { lastMinutes, monthsOf, wholeDays, type Period } from './date-range.ts';
import type { Compare, Query } from './query.ts';

/** Length of time that a period is moved back by. */
type Shift = { readonly days: number } | { readonly months: number } | { readonly years: number };

/**
 * The period that a query's own is compared with: as long before it, or the same days of the year before (of a
 * 29 February the 28th). Months are whole, whatever their length. Where the period still runs the other one ends
 * at the same time of the same day: a morning is compared with a morning.
 */
export function comparedPeriod(
  { date_range, timezone, compare }: Pick<Query, 'date_range' | 'timezone'> & { compare: Compare },
  period: Period,
  nowMs: number,
): Period {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timezone);
  const isYear = compare === 'previous_year';
  if (date_range === 'realtime') {
    const untilMs = isYear ? now.subtract({ years: 1 }).epochMilliseconds : period.fromMs - 1;
    return lastMinutes(untilMs, timezone);
  }
  const [first, last] = period.days.map((day) => Temporal.PlainDate.from(day)) as [
    Temporal.PlainDate,
    Temporal.PlainDate,
  ];
  const months = monthsOf(date_range);
  const ownLength = months === null ? { days: first.until(last).days + 1 } : { months };
  const shift: Shift = isYear ? { years: 1 } : ownLength;
  const from = first.subtract(shift);
  const to = months === null ? last.subtract(shift) : from.add({ months }).subtract({ days: 1 });
  const whole = wholeDays(from, to, timezone);
  if (nowMs < period.fromMs || period.toMs <= nowMs) return whole;

  const today = now.toPlainDate();
  const day = months === null ? today.subtract(shift) : sameDayOfMonth(today, shift);
  const then = day.toZonedDateTime({ timeZone: timezone, plainTime: now.toPlainTime() });
  const toMs = then.epochMilliseconds + 1;
  return toMs >= whole.toMs ? whole : { ...whole, toMs, days: [from.toString(), day.toString()] };
}

/** The day with the same number in an earlier month; where that month is shorter, one after its end. */
function sameDayOfMonth(today: Temporal.PlainDate, shift: Shift): Temporal.PlainDate {
  return today
    .with({ day: 1 })
    .subtract(shift)
    .add({ days: today.day - 1 });
}
