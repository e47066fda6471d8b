import { Temporal } from 'temporal-polyfill';
import { startOfDay } from './date-range.ts';
import type { TimeDimension } from './dimensions.ts';
import { hourLabel, hourMs } from './hour-label.ts';

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

function hourSpan(label: string, timezone: string): readonly [number, number] | null {
  const start = Date.parse(label);
  if (Number.isNaN(start)) return null;
  // Half an hour later the clock shows the same hour, also where the hour began before the change.
  for (const insideMs of [start, start + hourMs / 2]) {
    const at = zonedTime(insideMs, timezone);
    const offsetMs = at.offsetNanoseconds / 1e6;
    const hour = Math.floor((insideMs + offsetMs) / hourMs);
    if (hourLabel(hour, offsetMs) !== label) continue;
    const fromMs = hour * hourMs - offsetMs;
    const toMs = fromMs + hourMs;
    // A filter can have thousands of hours, and looking for a change of the clock takes up to two milliseconds.
    const isEven = [fromMs, toMs].every(
      (ms) => zonedTime(ms, timezone).offsetNanoseconds === at.offsetNanoseconds,
    );
    if (isEven) return [fromMs, toMs];
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
