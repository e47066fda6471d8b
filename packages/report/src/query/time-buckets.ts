import { Temporal } from 'temporal-polyfill';
import { startOfDay, type Period } from './date-range.ts';
import type { TimeDimension } from './dimensions.ts';

export const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Size of what is counted by numbers; months are counted by their days. */
const sizes: Readonly<Record<TimeDimension, number>> = {
  'time:hour': hourMs,
  'time:day': dayMs,
  'time:week': 7 * dayMs,
  'time:month': dayMs,
};

/** A part of a period in which the timezone's offset stays the same. */
interface Segment {
  /** The first moment that is no more in it. */
  readonly untilMs: number;
  /** `(time - originMs)` in whole sizes, plus `base`, is the place of a moment's bucket. */
  readonly originMs: number;
  readonly base: number;
}

/** A period cut into hours, days, weeks or months, numbered from 0. */
export interface Buckets {
  readonly sizeMs: number;
  readonly segments: readonly Segment[];
  /** The number that a bucket at each place bears; null: its place is its number. */
  readonly numbers: readonly number[] | null;
  /** Label of each bucket. */
  readonly labels: readonly string[];
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
  const sizeMs = sizes[dimension];
  const most = dimension === 'time:month' ? maxMonthDays : maxBuckets;
  if ((period.toMs - period.fromMs) / sizeMs > most) return null;
  const offsets = offsetsIn(period, timezone);
  if (dimension === 'time:hour') return cutHours(period, offsets);
  const firstDay = Temporal.PlainDate.from(period.days[0]);
  const firstBucket = dimension === 'time:week' ? mondayOf(firstDay) : firstDay;
  const localOriginMs = startOfDay(firstBucket, 'UTC');
  const segments = offsets.map(({ untilMs, offsetMs }) => {
    return { untilMs, originMs: localOriginMs - offsetMs, base: 0 };
  });
  const days = firstBucket.until(period.days[1]).days + 1;
  const dayOf = (index: number): Temporal.PlainDate => firstBucket.add({ days: index });
  if (dimension === 'time:month') return cutMonths(segments, days, firstDay);
  const step = dimension === 'time:week' ? 7 : 1;
  const labels = Array.from({ length: Math.ceil(days / step) }, (_none, index) =>
    dayOf(index * step).toString(),
  );
  return { sizeMs, segments, numbers: null, labels };
}

/**
 * The span of time that a bucket's label means.
 *
 * @returns null: it is no label of such a bucket
 */
export function bucketSpan(
  dimension: TimeDimension,
  label: string,
  timezone: string,
): readonly [fromMs: number, toMs: number] | null {
  try {
    return dimension === 'time:hour'
      ? hourSpan(label, timezone)
      : daySpan(dimension, label, timezone);
  } catch {
    return null;
  }
}

/**
 * Hours are those of the clock: where it is put back, one comes twice and differs by its offset; where it
 * changes by half an hour, some last half as long.
 */
function cutHours(period: Period, offsets: readonly Offset[]): Buckets {
  const segments: Segment[] = [];
  const labels: string[] = [];
  let fromMs = period.fromMs;
  for (const { untilMs, offsetMs } of offsets) {
    const first = Math.floor((fromMs + offsetMs) / hourMs);
    const last = Math.floor((untilMs - 1 + offsetMs) / hourMs);
    segments.push({ untilMs, originMs: first * hourMs - offsetMs, base: labels.length });
    for (let hour = first; hour <= last; hour += 1) labels.push(hourLabel(hour, offsetMs));
    fromMs = untilMs;
  }
  return { sizeMs: hourMs, segments, numbers: null, labels };
}

function cutMonths(
  segments: readonly Segment[],
  days: number,
  firstDay: Temporal.PlainDate,
): Buckets {
  const labels: string[] = [];
  const numbers: number[] = [];
  let left = firstDay.daysInMonth - firstDay.day + 1;
  for (let month = firstDay.with({ day: 1 }); numbers.length < days; left = month.daysInMonth) {
    const length = Math.min(left, days - numbers.length);
    for (let day = 0; day < length; day += 1) numbers.push(labels.length);
    labels.push(month.toString());
    month = month.add({ months: 1 });
  }
  return { sizeMs: dayMs, segments, numbers, labels };
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

function hourLabel(localHour: number, offsetMs: number): string {
  const local = new Date(localHour * hourMs).toISOString().slice(0, 19);
  const minutes = Math.abs(offsetMs) / 60_000;
  const [hour, minute] = [Math.floor(minutes / 60), Math.floor(minutes % 60)].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${local}${offsetMs < 0 ? '-' : '+'}${hour}:${minute}`;
}

function hourSpan(label: string, timezone: string): readonly [number, number] | null {
  const start = Date.parse(label);
  if (Number.isNaN(start)) return null;
  // Half an hour later the clock shows the same hour, also where the hour began before the change.
  for (const insideMs of [start, start + hourMs / 2]) {
    const at = Temporal.Instant.fromEpochMilliseconds(insideMs).toZonedDateTimeISO(timezone);
    const offsetMs = at.offsetNanoseconds / 1e6;
    const hour = Math.floor((insideMs + offsetMs) / hourMs);
    if (hourLabel(hour, offsetMs) !== label) continue;
    const previous = at.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
    const next = at.getTimeZoneTransition('next');
    return [
      Math.max(hour * hourMs - offsetMs, previous?.epochMilliseconds ?? -Infinity),
      Math.min((hour + 1) * hourMs - offsetMs, next?.epochMilliseconds ?? Infinity),
    ];
  }
  return null;
}

function daySpan(
  dimension: Exclude<TimeDimension, 'time:hour'>,
  label: string,
  timezone: string,
): readonly [number, number] | null {
  const day = Temporal.PlainDate.from(label);
  const isFirst =
    dimension === 'time:day' || (dimension === 'time:week' ? day.dayOfWeek === 1 : day.day === 1);
  if (!isFirst || day.toString() !== label) return null;
  const unit = { 'time:day': 'days', 'time:week': 'weeks', 'time:month': 'months' } as const;
  const end = day.add({ [unit[dimension]]: 1 });
  return [startOfDay(day, timezone), startOfDay(end, timezone)];
}

function mondayOf(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 });
}

/**
 * Numbers the hours of a period as those of another that they stand beside: the same hour of the clock on
 * the n-th day. Days, weeks and months stand beside each other by their places.
 */
export function alignHours(
  buckets: Buckets,
  period: Period,
  beside: { readonly buckets: Buckets; readonly period: Period },
): Buckets {
  const places = new Map(clockHours(beside.buckets, beside.period).map((hour, at) => [hour, at]));
  const numbers = clockHours(buckets, period).map((hour) => places.get(hour) ?? -1);
  return { ...buckets, numbers };
}

/** Each hour as its day's number and what the clock shows, and whether it shows it once more. */
function clockHours({ labels }: Buckets, { days: [first] }: Period): readonly string[] {
  const start = Temporal.PlainDate.from(first);
  const hours = labels.map((label) => {
    const day = start.until(Temporal.PlainDate.from(label.slice(0, 10))).days;
    return `${day} ${label.slice(11, 16)}`;
  });
  return hours.map((hour, index) => (hours[index - 1] === hour ? `${hour} again` : hour));
}
