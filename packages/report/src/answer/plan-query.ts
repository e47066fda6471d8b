import { comparedPeriod } from '../query/compared-period.ts';
import { resolveRange, type Period } from '../query/date-range.ts';
import { isTimeDimension } from '../query/dimensions.ts';
import { QueryError } from '../query/query-problem.ts';
import type { Query } from '../query/query.ts';
import { alignHours } from '../query/align-hours.ts';
import { cutPeriod, type Buckets, type PlannedPeriod } from '../query/time-buckets.ts';

/** The periods that a query is about. */
export interface QueryPlan {
  readonly now: PlannedPeriod;
  /** The period before, where it is compared with. */
  readonly before: PlannedPeriod | null;
}

/**
 * Finds a query's periods.
 *
 * @param firstEventMs when the first event happened, for `all`
 * @throws QueryError where the period is too long for a dimension
 */
export function planQuery(query: Query, nowMs: number, firstEventMs: number | null): QueryPlan {
  const { date_range, timezone, compare } = query;
  const period = resolveRange(date_range, timezone, nowMs, firstEventMs);
  const now = { period, buckets: cut(query, period) };
  if (compare === null) return { now, before: null };
  const earlier = comparedPeriod({ date_range, timezone, compare }, period, nowMs);
  const buckets = cut(query, earlier);
  const isHours = query.dimensions.includes('time:hour');
  if (!isHours || buckets === null || now.buckets === null) {
    return { now, before: { period: earlier, buckets } };
  }
  const aligned = alignHours(buckets, earlier, { buckets: now.buckets, period });
  return { now, before: { period: earlier, buckets: aligned } };
}

function cut({ dimensions, timezone }: Query, period: Period): Buckets | null {
  const index = dimensions.findIndex(isTimeDimension);
  const dimension = dimensions[index];
  if (dimension === undefined || !isTimeDimension(dimension)) return null;
  const buckets = cutPeriod(dimension, period, timezone);
  if (buckets !== null) return buckets;
  const message = `expected a shorter period for ${dimension}`;
  throw new QueryError([{ path: `dimensions[${index}]`, message }]);
}
