import sql, { join, type Sql } from 'sql-template-tag';
import { openSpans } from '../query/open-spans.ts';
import type { Dialect } from './dialect.ts';
import type { Columns } from './names.ts';

/** The span from the sending of an email to its open; null for events that are no opens. */
export function openSpanSql(event: Columns, dialect: Dialect): Sql {
  const delay = sql`${event('time')} - ${event('sent_time')}`;
  const cases = openSpans.map(([span, untilMs]) =>
    untilMs === Infinity
      ? sql`ELSE ${span}`
      : sql`WHEN ${delay} < ${dialect.integer(untilMs)} THEN ${span}`,
  );
  return sql`CASE WHEN ${event('type')} = 'open' AND ${event('sent_time')} IS NOT NULL
    THEN CASE ${join(cases, ' ')} END END`;
}
