import sql, { join, type Sql } from 'sql-template-tag';
import type { Dialect } from './dialect.ts';
import type { Grain, Measure } from './measures.ts';
import { name } from './names.ts';

/** Measures of one grain, by the names that they get as columns. */
export type NamedMeasures = readonly (readonly [as: string, measure: Measure])[];

/**
 * Counts measures of one grain for each group.
 *
 * @param rows name of the subquery with the events' columns and those of the groups
 * @param groups columns of the groups
 * @param visits the visits that the events belong to
 */
export function grainSql(
  grain: Grain,
  rows: Sql,
  groups: readonly Sql[],
  named: NamedMeasures,
  visits: () => Sql,
  dialect: Dialect,
): Sql {
  const values = named.map(
    ([as, { value }]) => sql`${dialect.toDouble(value(dialect))} AS ${name(as)}`,
  );
  const from = sources[grain](rows, groups, visits, dialect);
  // A row for all events, also where this grain has nothing to count.
  const columns = groups.length + values.length > 0 ? [...groups, ...values] : [sql`count(*)`];
  return sql`SELECT ${join(columns)} FROM ${from}${by(groups)}`;
}

const sources: Readonly<
  Record<Grain, (rows: Sql, groups: readonly Sql[], visits: () => Sql, dialect: Dialect) => Sql>
> = {
  row: (rows) => rows,
  audience: (rows) => rows,
  visit: (rows, groups, visits) => sql`(
      SELECT DISTINCT ${join([...groups, sql`${name('visit')} AS ${name('number')}`])}
      FROM ${rows} WHERE ${name('visit')} IS NOT NULL
    ) AS r JOIN ${visits()} AS v ON v.${name('visit')} = r.${name('number')}`,
  view: (rows, groups) => {
    const keys = [...groups, name('site'), name('view')];
    return sql`(
      SELECT ${join(keys)}, sum(${name('engagement_ms')}) AS ${name('engaged')},
        max(${name('engagement_scroll')}) AS ${name('scrolled')}
      FROM ${rows} WHERE ${name('view')} IS NOT NULL${by(keys)}
    ) AS r`;
  },
  recipient: (rows, groups, _visits, dialect) => {
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
