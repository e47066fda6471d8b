import { Temporal } from 'temporal-polyfill';
import type { Days } from '../format/days.ts';
import type { Interval } from '../state/page-state.ts';
import type { ChartPoint } from './series.ts';

/** Most texts under a chart. */
const maxTicks = 8;

/** A bucket in words, such as `Sat 7 Nov`. */
export function nameOf({ label }: ChartPoint, interval: Interval, days: Days): string {
  switch (interval) {
    case 'hour':
      return `${days.weekday(label)}, ${days.hour(label)}`;
    case 'day':
      return days.weekday(label);
    case 'week':
      return `${days.short(label)} – ${days.short(dayAfter(label, 6))}`;
    default:
      return days.month(label);
  }
}

/** Texts under the chart, by the places of their buckets: Mondays, midnights, round distances. */
export function ticksOf(
  points: readonly ChartPoint[],
  interval: Interval,
  days: Days,
): readonly (readonly [index: number, text: string])[] {
  const isOneDay = new Set(points.map(({ label }) => label.slice(0, 10))).size === 1;
  const candidates = points.flatMap(({ label }, index) => {
    const day = label.slice(0, 10);
    if (interval === 'hour' && isOneDay) return [[index, days.hour(label)] as const];
    if (interval === 'hour' && days.hour(label) !== '00:00') return [];
    const isMonday = Temporal.PlainDate.from(day).dayOfWeek === 1;
    if (interval === 'day' && points.length > 14 && !isMonday) return [];
    return [[index, interval === 'month' ? days.month(day) : days.short(day)] as const];
  });
  const step = Math.ceil(candidates.length / maxTicks);
  return candidates.filter((_candidate, at) => at % step === 0);
}

export function dayAfter(day: string, count: number): string {
  return Temporal.PlainDate.from(day).add({ days: count }).toString();
}
