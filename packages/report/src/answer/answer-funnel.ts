import type { Dialect } from '../compile/dialect.ts';
import { dailyVisitorsSql, firstEventSql } from '../compile/facts-sql.ts';
import { funnelSql } from '../compile/funnel-sql.ts';
import { resolveRange } from '../query/date-range.ts';
import type { FunnelQuery } from '../query/funnel-query.ts';
import { visitorDays, type AnswerWarning } from './answer.ts';
import { checkPatterns } from './check-patterns.ts';
import { checkResolved } from './check-resolved.ts';
import { runForNumber, runSql, type Queryable } from './run-sql.ts';

/** A step of a funnel with its numbers. */
export interface FunnelRow {
  readonly step: string;
  /** Visitors that took this step after those before it. */
  readonly visitors: number;
  /** Visitors of the step before that did not take this one; 0 at the first. */
  readonly drop_off: number;
  /** `drop_off` ÷ visitors of the step before, 0 to 1; null: the first step, or the step before has no visitors. */
  readonly drop_off_rate: number | null;
  /** Visitors ÷ those of the first step; null: nobody took that. */
  readonly rate: number | null;
}

/** The answer to a funnel. */
export interface FunnelAnswer {
  readonly results: readonly FunnelRow[];
  readonly meta: {
    /** The last event that had come. */
    readonly as_of_sequence: number;
    readonly warnings: readonly AnswerWarning[];
  };
  /** Span of time as days, or `realtime`. */
  readonly date_range: FunnelQuery['date_range'];
}

/**
 * Counts the visitors of each step of a funnel, in one state of the store.
 *
 * @param nowMs time at which `7d` and the like end
 * @throws QueryError, StoreError
 */
export async function answerFunnel(
  connection: Queryable,
  query: FunnelQuery,
  nowMs: number,
  dialect: Dialect,
): Promise<FunnelAnswer> {
  checkResolved(query);
  await checkPatterns(connection, query, query.steps, dialect);
  const { site, date_range, timezone } = query;
  const first =
    date_range === 'all' ? await runForNumber(connection, firstEventSql(site, dialect)) : null;
  const period = resolveRange(date_range, timezone, nowMs, first);
  const [counts = []] = await runSql(connection, funnelSql(query, period, dialect));
  const daily = await runForNumber(connection, dailyVisitorsSql(query, period, dialect));
  return {
    results: toRows(query, counts.map(Number)),
    meta: {
      as_of_sequence: (await runForNumber(connection, dialect.cursor)) ?? 0,
      warnings: daily ? [visitorDays(daily)] : [],
    },
    date_range: date_range === 'realtime' ? date_range : period.days,
  };
}

function toRows({ steps }: FunnelQuery, counts: readonly number[]): readonly FunnelRow[] {
  const [first = 0] = counts;
  return steps.map(({ name }, index) => {
    const visitors = counts[index] ?? 0;
    const before = counts[index - 1] ?? null;
    return {
      step: name,
      visitors,
      drop_off: (before ?? visitors) - visitors,
      drop_off_rate: before ? (before - visitors) / before : null,
      rate: first === 0 ? null : visitors / first,
    };
  });
}
