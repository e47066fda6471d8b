import sql, { join, type Sql } from 'sql-template-tag';
import type { Dialect } from './dialect.ts';
import type { Grain, Measure } from './measures.ts';
import { name } from './names.ts';

/** Measures of one grain, each with the name of its column in the result. */
export type NamedMeasures = readonly (readonly [as: string, measure: Measure])[];

/** Events that measures are computed from. */
interface GrainSource {
  /** Name of a subquery of events, which has their columns and those of the groups. */
  readonly rows: Sql;
  /** Columns to group by; none: one row for all events. */
  readonly groups: readonly Sql[];
  /** True: every row counts for each measure. */
  readonly allCount: boolean;
  /** Compiles a subquery of visits; called for the grain `visit` only. */
  readonly visits: () => Sql;
}

/**
 * Compiles a SELECT that computes measures of one grain for each group: a row with the groups' columns, then those of
 * the measures.
 */
export function grainSql(
  grain: Grain,
  source: GrainSource,
  measures: NamedMeasures,
  dialect: Dialect,
): Sql {
  const { groups, allCount } = source;
  const values = measures.map(
    ([as, { value, counts }]) =>
      sql`${dialect.toDouble(value(dialect, allCount ? sql`true` : counts(name)))} AS ${name(as)}`,
  );
  const from = fromClauses[grain](source, dialect);
  // A SELECT needs a column: without groups and measures it is a count that nobody reads, in the one row of all events.
  const columns = groups.length + values.length > 0 ? [...groups, ...values] : [sql`count(*)`];
  return sql`SELECT ${join(columns)} FROM ${from}${by(groups)}`;
}

/**
 * Compiles the FROM clause of each grain: one row for each event, visit, view, or pair of message and recipient. Aliases:
 * `r` for the rows of the grain, `v` for visits.
 */
const fromClauses: Readonly<Record<Grain, (source: GrainSource, dialect: Dialect) => Sql>> = {
  row: ({ rows }) => rows,
  audience: ({ rows }) => rows,
  visit: ({ rows, groups, visits }) => sql`(
      SELECT DISTINCT ${join([...groups, sql`${name('visit')} AS ${name('number')}`])}
      FROM ${rows} WHERE ${name('visit')} IS NOT NULL
    ) AS r JOIN ${visits()} AS v ON v.${name('visit')} = r.${name('number')}`,
  view: ({ rows, groups }) => {
    const keys = [...groups, name('site'), name('view')];
    return sql`(
      SELECT ${join(keys)}, sum(${name('engagement_ms')}) AS ${name('engaged')},
        max(${name('engagement_scroll')}) AS ${name('scrolled')}
      FROM ${rows} WHERE ${name('view')} IS NOT NULL${by(keys)}
    ) AS r`;
  },
  recipient: ({ rows, groups }, dialect) => {
    const keys = [...groups, name('message'), name('recipient')];
    const delay = dialect.valueAtLeast(sql`${name('time')} - ${name('sent_time')}`, [
      name('time'),
      name('sequence'),
    ]);
    return sql`(
      SELECT ${join(keys)}, ${delay} AS ${name('delay')}
      FROM ${rows}
      WHERE ${name('type')} = 'open' AND ${name('recipient')} IS NOT NULL
        AND ${name('sent_time')} IS NOT NULL${by(keys)}
    ) AS r`;
  },
};

/** Clause GROUP BY; without columns it is empty, and all rows are one group. */
function by(columns: readonly Sql[]): Sql {
  return columns.length === 0 ? sql`` : sql` GROUP BY ${join([...columns])}`;
}
