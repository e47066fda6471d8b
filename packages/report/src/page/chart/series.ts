import type { Answer, MetricValue } from '../../answer/answer.ts';
import { resolveRange } from '../../query/date-range.ts';
import type { Metric } from '../../query/metrics.ts';
import { bucketSpan } from '../../query/bucket-span.ts';
import { cutPeriod } from '../../query/time-buckets.ts';
import { kindOf } from '../format/metric-kinds.ts';
import type { Interval } from '../state/page-state.ts';

/** An hour, day, week or month of the chart. */
export interface ChartPoint {
  /** Name of the span of time in the query API. */
  readonly label: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Null: there is no such number, or nothing was collected yet. */
  readonly value: MetricValue;
  /** Undefined: nothing was compared. */
  readonly before: MetricValue | undefined;
  readonly isUnfinished: boolean;
}

/** An answer to a query by time, with all that its points depend on. */
export interface SeriesInput {
  /** An answer whose first dimension is the interval. */
  readonly answer: Answer;
  /** Place of the metric in the answer. */
  readonly index: number;
  readonly metric: Metric;
  readonly interval: Interval;
  readonly timezone: string;
  readonly nowMs: number;
  /** Time of the site's first event, Unix ms; null: there is none. */
  readonly firstMs: number | null;
}

/** Lists all buckets of the period up to now. An answer has only those with events. */
export function seriesOf(input: SeriesInput): readonly ChartPoint[] {
  const { answer, index, metric, interval, timezone, nowMs, firstMs } = input;
  const period = resolveRange(answer.query.date_range, timezone, nowMs, firstMs);
  const dimension = `time:${interval}` as const;
  const rows = new Map(answer.results.map((row) => [row.dimensions[0], row]));
  const isCompared = answer.query.compare !== null;
  // Of nothing, a count or a sum is 0, but there is no mean.
  const withoutEvents = ['count', 'money'].includes(kindOf(metric)) ? 0 : null;

  return (cutPeriod(dimension, period, timezone)?.labels ?? []).flatMap((label) => {
    const [fromMs, toMs] = bucketSpan(dimension, label, timezone) ?? [0, 0];
    if (fromMs > nowMs) return [];
    const row = rows.get(label);
    const isBeforeFirst = firstMs !== null && toMs <= firstMs;
    return {
      label,
      fromMs,
      toMs,
      value: row === undefined && isBeforeFirst ? null : (row?.metrics[index] ?? withoutEvents),
      before: isCompared ? (row?.comparison?.[index] ?? withoutEvents) : undefined,
      isUnfinished: toMs > nowMs,
    };
  });
}

/** Default intervals, each with the greatest number of days of a period that it is the default of. */
const defaults = [
  ['hour', 2],
  ['day', 92],
  ['week', 400],
  ['month', Infinity],
] as const;

/** Fewest and most days of a period for which an interval can be chosen. */
const choosable: Readonly<Record<Interval, readonly [fewest: number, most: number]>> = {
  hour: [1, 31],
  day: [2, 800],
  week: [8, 4_000],
  month: [32, Infinity],
};

export function intervalsOf(days: number): readonly Interval[] {
  const names = Object.keys(choosable) as Interval[];
  return names.filter((name) => days >= choosable[name][0] && days <= choosable[name][1]);
}

/** Returns the chosen interval if the period allows it, else the default. */
export function intervalOf(days: number, chosen: Interval | null): Interval {
  if (chosen !== null && intervalsOf(days).includes(chosen)) return chosen;
  return defaults.find(([, most]) => days <= most)?.[0] ?? 'month';
}
