import { Temporal } from 'temporal-polyfill';
import { startOfDay, type Period } from './date-range.ts';
import type { TimeDimension } from './dimensions.ts';
import { hourLabel, hourMs } from './hour-label.ts';

const dayMs = 24 * hourMs;

/** Length of a step of each dimension, in ms. For a month a step is a day. */
const stepsMs: Readonly<Record<TimeDimension, number>> = {
  'time:hour': hourMs,
  'time:day': dayMs,
  'time:week': 7 * dayMs,
  'time:month': dayMs,
};

/** Part of a period in which the timezone's offset stays the same. */
interface OffsetSpan {
  /** End of the span, Unix ms, which is no part of it. */
  readonly untilMs: number;
  /** Time at which the step `firstStep` begins, Unix ms; the others follow it. */
  readonly originMs: number;
  readonly firstStep: number;
}

/** A period cut into hours, days, weeks or months: buckets, numbered from 0. */
export interface Buckets {
  /** Length of a step, in ms. An hour, day or week is one step; a month has a step for each day. */
  readonly stepMs: number;
  readonly spans: readonly OffsetSpan[];
  /** Number of each step's bucket; null: that of the step itself. */
  readonly bucketOfStep: readonly number[] | null;
  /** Label of each bucket. */
  readonly labels: readonly string[];
}

/** A period of a query, cut into buckets. */
export interface PlannedPeriod {
  readonly period: Period;
  /** Null: the query has no dimension of time. */
  readonly buckets: Buckets | null;
}

/** Most hours, days or weeks of a query, so that nobody asks for the hours of a century. */
const maxBuckets = 20_000;
/** Most days of a query by months: events are of 1970 and later, and all of them can be asked for. */
const maxMonthDays = 100 * 366;

/** Cuts a period; null: it is too long for that. */
export function cutPeriod(
  dimension: TimeDimension,
  period: Period,
  timezone: string,
): Buckets | null {
  const stepMs = stepsMs[dimension];
  const most = dimension === 'time:month' ? maxMonthDays : maxBuckets;
  if ((period.toMs - period.fromMs) / stepMs > most) return null;
  const offsets = offsetsIn(period, timezone);
  if (dimension === 'time:hour') return cutHours(period, offsets);
  const firstDay = Temporal.PlainDate.from(period.days[0]);
  const firstBucket = dimension === 'time:week' ? mondayOf(firstDay) : firstDay;
  const localOriginMs = startOfDay(firstBucket, 'UTC');
  const spans = offsets.map(({ untilMs, offsetMs }) => {
    return { untilMs, originMs: localOriginMs - offsetMs, firstStep: 0 };
  });
  const days = firstBucket.until(period.days[1]).days + 1;
  const dayOf = (index: number): Temporal.PlainDate => firstBucket.add({ days: index });
  if (dimension === 'time:month') return cutMonths(spans, days, firstDay);
  const step = dimension === 'time:week' ? 7 : 1;
  const labels = Array.from({ length: Math.ceil(days / step) }, (_none, index) =>
    dayOf(index * step).toString(),
  );
  return { stepMs, spans, bucketOfStep: null, labels };
}

/**
 * Hours are those of the clock: where it is put back, one comes twice and differs by its offset; where it
 * changes by half an hour, some last half as long.
 */
function cutHours(period: Period, offsets: readonly Offset[]): Buckets {
  const spans: OffsetSpan[] = [];
  const labels: string[] = [];
  let fromMs = period.fromMs;
  for (const { untilMs, offsetMs } of offsets) {
    const first = Math.floor((fromMs + offsetMs) / hourMs);
    const last = Math.floor((untilMs - 1 + offsetMs) / hourMs);
    spans.push({ untilMs, originMs: first * hourMs - offsetMs, firstStep: labels.length });
    for (let hour = first; hour <= last; hour += 1) labels.push(hourLabel(hour, offsetMs));
    fromMs = untilMs;
  }
  return { stepMs: hourMs, spans, bucketOfStep: null, labels };
}

function cutMonths(
  spans: readonly OffsetSpan[],
  days: number,
  firstDay: Temporal.PlainDate,
): Buckets {
  const labels: string[] = [];
  const bucketOfStep: number[] = [];
  let left = firstDay.daysInMonth - firstDay.day + 1;
  for (
    let month = firstDay.with({ day: 1 });
    bucketOfStep.length < days;
    left = month.daysInMonth
  ) {
    const length = Math.min(left, days - bucketOfStep.length);
    for (let day = 0; day < length; day += 1) bucketOfStep.push(labels.length);
    labels.push(month.toString());
    month = month.add({ months: 1 });
  }
  return { stepMs: dayMs, spans, bucketOfStep, labels };
}

interface Offset {
  readonly untilMs: number;
  readonly offsetMs: number;
}

/** The timezone's offsets in a period, in the order of time. */
function offsetsIn({ fromMs, toMs }: Period, timezone: string): readonly Offset[] {
  const offsets: Offset[] = [];
  let at: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(timezone);
  while (at !== null && at.epochMilliseconds < Math.max(toMs, fromMs + 1)) {
    const next: Temporal.ZonedDateTime | null = at.getTimeZoneTransition('next');
    const untilMs = Math.min(next?.epochMilliseconds ?? toMs, toMs);
    offsets.push({ untilMs, offsetMs: at.offsetNanoseconds / 1e6 });
    at = next;
  }
  return offsets;
}

function mondayOf(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 });
}
