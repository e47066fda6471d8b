import { Temporal } from 'temporal-polyfill';
import { startOfDay } from './date-range.ts';
import type { TimeDimension } from './dimensions.ts';
import { hourLabel, hourMs } from './hour-label.ts';

/**
 * Returns the span of time that a bucket's label stands for.
 *
 * @returns null: the dimension has no such label
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

function hourSpan(label: string, timezone: string): readonly [number, number] | null {
  const start = Date.parse(label);
  if (Number.isNaN(start)) return null;
  // Where the clock jumps by half an hour, the label's start can lie before the hour; half an hour later is within it.
  for (const insideMs of [start, start + hourMs / 2]) {
    const at = zonedTime(insideMs, timezone);
    const offsetMs = at.offsetNanoseconds / 1e6;
    const hour = Math.floor((insideMs + offsetMs) / hourMs);
    if (hourLabel(hour, offsetMs) !== label) continue;
    const fromMs = hour * hourMs - offsetMs;
    const toMs = fromMs + hourMs;
    // Most hours have no change of the clock, which takes up to two milliseconds to find. A filter can have thousands.
    const hasOneOffset = [fromMs, toMs].every(
      (ms) => zonedTime(ms, timezone).offsetNanoseconds === at.offsetNanoseconds,
    );
    if (hasOneOffset) return [fromMs, toMs];
    const previous = at.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
    const next = at.getTimeZoneTransition('next');
    return [
      Math.max(fromMs, previous?.epochMilliseconds ?? -Infinity),
      Math.min(toMs, next?.epochMilliseconds ?? Infinity),
    ];
  }
  return null;
}

function zonedTime(ms: number, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timezone);
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
