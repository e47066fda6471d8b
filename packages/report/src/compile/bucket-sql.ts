import sql, { join, type Sql } from 'sql-template-tag';
import type { Buckets } from '../query/time-buckets.ts';
import type { Dialect } from './dialect.ts';

/**
 * The number of a time's bucket. The timezone's offsets are numbers in the statement: a calendar of the
 * engine's own would take ten times as long, and each engine has another.
 */
export function bucketSql(
  time: Sql,
  { sizeMs, segments, numbers }: Buckets,
  dialect: Dialect,
): Sql {
  const places = segments.map(({ untilMs, originMs, base }) => ({
    until: dialect.integer(untilMs),
    place: sql`${dialect.wholePart(sql`(${time} - ${dialect.integer(originMs)})`, sizeMs)} + ${dialect.integer(base)}`,
  }));
  const cases = places.map(({ until, place: at }) => sql`WHEN ${time} < ${until} THEN ${at}`);
  const place = sql`CASE ${join(cases, ' ')} END`;
  return numbers === null ? place : dialect.numberAt(numbers, sql`(${place})`);
}
