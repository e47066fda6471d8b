import sql, { join, type Sql } from 'sql-template-tag';
import type { Buckets } from '../query/time-buckets.ts';
import type { Dialect } from './dialect.ts';

/**
 * Writes the number of the bucket of a time. The offsets of the timezone stand in the statement, as spans of steps of
 * one length: the engine's own calendar would take ten times as long, and differs between engines.
 */
export function bucketSql(
  time: Sql,
  { stepMs, spans, bucketOfStep }: Buckets,
  dialect: Dialect,
): Sql {
  const steps = spans.map(({ untilMs, originMs, firstStep }) => ({
    until: dialect.integer(untilMs),
    step: sql`${dialect.wholePart(sql`(${time} - ${dialect.integer(originMs)})`, stepMs)} + ${dialect.integer(firstStep)}`,
  }));
  const cases = steps.map((span) => sql`WHEN ${time} < ${span.until} THEN ${span.step}`);
  const step = sql`CASE ${join(cases, ' ')} END`;
  return bucketOfStep === null ? step : dialect.numberAt(bucketOfStep, sql`(${step})`);
}
