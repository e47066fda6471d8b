import type { Query } from '../../src/query/index.ts';
import {
  addDays,
  addMonths,
  clockAt,
  dayMs,
  daysBetween,
  monthOf,
  offsetMs,
  startOf,
} from './clock.ts';
import type { EventRecord } from './record.ts';

/** Span of time that a query is about. */
export interface Span {
  readonly first: string;
  readonly last: string;
  readonly has: (ms: number) => boolean;
}

type Asked = Pick<Query, 'date_range' | 'timezone'>;

/**
 * Returns the period of a query.
 *
 * @param records the events of the query's sites, for `all`
 */
export function spanOf(query: Asked, nowMs: number, records: readonly EventRecord[]): Span {
  const { date_range: range, timezone } = query;
  const today = clockAt(nowMs, timezone).date;
  if (typeof range !== 'string') return ofDays(range[0], range[1], timezone);
  if (range === 'realtime') return ofMinutes(nowMs, timezone);
  if (range === 'day') return ofDays(today, today, timezone);
  if (range === 'all') {
    const earliest = Math.min(nowMs, ...records.map(({ timeMs }) => timeMs));
    return ofDays(clockAt(earliest, timezone).date, today, timezone);
  }
  const months = range === 'month' ? 1 : range.endsWith('mo') ? parseInt(range, 10) : null;
  if (months === null) return ofDays(addDays(today, 1 - parseInt(range, 10)), today, timezone);
  const end = addDays(addMonths(monthOf(today), 1), -1);
  return ofDays(addMonths(monthOf(today), 1 - months), end, timezone);
}

/** Returns the period that a query's own is compared with, up to now where that is not over. */
export function spanBefore(query: Asked & Pick<Query, 'compare'>, nowMs: number, span: Span): Span {
  const { date_range: range, timezone } = query;
  const today = clockAt(nowMs, timezone).date;
  if (range === 'realtime') {
    const isYear = query.compare === 'previous_year';
    return ofMinutes(
      isYear ? sameTimeOn(yearBefore(today), nowMs, timezone) : nowMs - 5 * 60_000,
      timezone,
    );
  }
  const whole = wholeBefore(query, span);
  if (!span.has(nowMs)) return whole;
  // The period is not over yet, so the one before counts only up to the same point of it.
  const sameDay = dayComparedWith(query, span, today);
  if (sameDay > whole.last) return whole;
  const endMs = sameTimeOn(sameDay, nowMs, timezone);
  return {
    first: whole.first,
    last: sameDay,
    has: (ms) => whole.has(ms) && clockAt(ms, timezone).date <= sameDay && ms <= endMs,
  };
}

/** Returns the moment of a day at which the clock of the timezone shows the same time as now. */
function sameTimeOn(day: string, nowMs: number, timezone: string): number {
  const wallMs = (nowMs + offsetMs(nowMs, timezone)) % dayMs;
  const asUtc = Date.parse(day) + wallMs;
  // On a day whose clock changes, the offset at its start may be the wrong one: then the offset after the change is
  // right.
  const first = asUtc - offsetMs(startOf(day, timezone), timezone);
  const second = asUtc - offsetMs(first, timezone);
  return offsetMs(second, timezone) === offsetMs(first, timezone) ? second : first;
}

function isMonths(range: Query['date_range']): range is string {
  return typeof range === 'string' && (range === 'month' || range.endsWith('mo'));
}

/** Returns the whole period that a query's own is compared with. */
function wholeBefore(query: Asked & Pick<Query, 'compare'>, span: Span): Span {
  const { date_range: range, timezone } = query;
  if (query.compare === 'previous_year') {
    const last = isMonths(range)
      ? addDays(addMonths(yearBefore(monthOf(span.last)), 1), -1)
      : yearBefore(span.last);
    return ofDays(yearBefore(span.first), last, timezone);
  }
  const last = addDays(span.first, -1);
  if (isMonths(range)) {
    const months = range === 'month' ? 1 : parseInt(range, 10);
    return ofDays(addMonths(span.first, -months), last, timezone);
  }
  return ofDays(addDays(last, -daysBetween(span.first, span.last)), last, timezone);
}

/** Returns the day of the period before that today is compared with. */
function dayComparedWith(query: Asked & Pick<Query, 'compare'>, span: Span, today: string): string {
  const { date_range: range } = query;
  const isYear = query.compare === 'previous_year';
  if (!isMonths(range)) {
    if (isYear) return yearBefore(today);
    return addDays(today, -daysBetween(span.first, span.last) - 1);
  }
  const months = isYear ? 12 : range === 'month' ? 1 : parseInt(range, 10);
  return addDays(addMonths(today, -months), Number(today.slice(8)) - 1);
}

/** Returns the same day of the year before; for 29 February the 28th. */
function yearBefore(day: string): string {
  const rest = day.slice(4);
  return `${Number(day.slice(0, 4)) - 1}${rest === '-02-29' ? '-02-28' : rest}`;
}

function ofDays(first: string, last: string, timezone: string): Span {
  return {
    first,
    last,
    has(ms) {
      const { date } = clockAt(ms, timezone);
      return first <= date && date <= last;
    },
  };
}

function ofMinutes(untilMs: number, timezone: string): Span {
  const fromMs = untilMs - 5 * 60_000;
  return {
    first: clockAt(fromMs + 1, timezone).date,
    last: clockAt(untilMs, timezone).date,
    has: (ms) => ms > fromMs && ms <= untilMs,
  };
}
