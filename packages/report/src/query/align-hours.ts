import { Temporal } from 'temporal-polyfill';
import type { Period } from './date-range.ts';
import type { Buckets } from './time-buckets.ts';

/**
 * Numbers the hours of a period as those of another that they stand beside: the same hour of the clock on
 * the n-th day. Days, weeks and months stand beside each other by their numbers.
 */
export function alignHours(
  buckets: Buckets,
  period: Period,
  beside: { readonly buckets: Buckets; readonly period: Period },
): Buckets {
  const numbers = new Map(
    clockHours(beside.buckets, beside.period).map((hour, number) => [hour, number]),
  );
  const bucketOfStep = clockHours(buckets, period).map((hour) => numbers.get(hour) ?? -1);
  return { ...buckets, bucketOfStep };
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
