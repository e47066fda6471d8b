import sql, { join, raw, type Sql } from 'sql-template-tag';
import { rowColumns } from '../ingest/row-columns.ts';
import { tableName, type TableNames } from '../clickhouse/table-names.ts';
import { isTime, timeColumn } from '../clickhouse/table-columns.ts';
import { eventsOfVisitsSql, visitsSql } from './clickhouse-visits.ts';
import type { Dialect, Sites } from './dialect.ts';
import type { Period } from '../query/date-range.ts';
import { columnsOf, name, type Columns } from './names.ts';

/** Settings of a query on ClickHouse. */
export interface ClickhouseDialectOptions {
  readonly table: TableNames;
  /** Id of the journal whose cursor answers tell; null: none. */
  readonly journal: string | null;
  /** Time before and after a period in which events of its visits are looked for, in ms. */
  readonly marginMs: number;
  /** Called with each period whose visits a statement reads. */
  readonly onVisits: (sites: Sites, period: Period) => void;
}

/**
 * SQL of ClickHouse. Statements are for settings that make it keep to standard SQL where it does not by itself:
 * `join_use_nulls`, `aggregate_functions_null_for_empty`, `prefer_column_name_to_alias`.
 */
export function createClickhouseDialect(options: ClickhouseDialectOptions): Dialect {
  const { table, journal, marginMs, onVisits } = options;
  const events = eventsSql(table);
  return {
    events,
    eventsOfVisits(sites, period) {
      onVisits(sites, period);
      return eventsOfVisitsSql({ events, sites, period, marginMs });
    },
    visitsIn(sites, period) {
      onVisits(sites, period);
      return visitsSql({ events, sites, period, marginMs });
    },
    ofClick: (member, event) => ofClick(member, event, events),
    cursor: sql`SELECT max(${name('sequence')}) FROM ${raw(tableName(table))}
      WHERE ${name('journal')} = ${journal ?? ''}`,
    integer,
    dataText: (alias, member) => sql`nullif(${columnsOf(alias)('data')}[${member}], '')`,
    toText: (value) => sql`toString(${value})`,
    toNumber: (text) => sql`toFloat64OrNull(${text})`,
    toDouble: (value) => sql`toFloat64(${value})`,
    contains: (text, part) => sql`(position(${text}, ${part}) > 0)`,
    // A dot is no line break: RE2's own way, which ClickHouse's is not.
    matches: (text, pattern) => sql`match(${text}, ${`(?-s)${pattern}`})`,
    isEmptyList: (list) => sql`empty(${list})`,
    hasItem: (list, condition) =>
      sql`arrayExists(${name('item')} -> ifNull(${condition(name('item'))}, false), ${list})`,
    listWhere(texts) {
      if (texts.length === 0) return sql`CAST([], 'Array(String)')`;
      const items = texts.map(
        ([text, condition]) => sql`if(${condition}, [toString(${text})], [])`,
      );
      return sql`arrayDistinct(arrayConcat(${join(items)}))`;
    },
    eachItem: (list) => sql`arrayJoin(if(empty(${list}), [NULL], arrayDistinct(${list})))`,
    wholePart: (value, divisor) => sql`intDiv(${value}, ${integer(divisor)})`,
    numberAt: (list, place) => sql`[${join(list.map(integer))}][${place} + 1]`,
    sumWhere: (value, condition) => sql`coalesce(sumIf(${value}, ${condition}), 0)`,
    countWhere: (condition) => sql`countIf(${condition})`,
    countDistinctWhere: (value, condition) => sql`uniqExactIf(${value}, ${condition})`,
    tuple: (values) => sql`tuple(${join(values)})`,
    valueAtLeast: (value, others) => sql`argMin(${value}, tuple(${join(others)}))`,
    median: (value) => sql`quantileExactInclusive(0.5)(${value})`,
    quantile: (value, part) => sql`quantileExactInclusive(${raw(String(part))})(${value})`,
  };
}

/** The table under the columns' names of the report, each event once. */
function eventsSql(table: TableNames): Sql {
  const columns = rowColumns.map((column) =>
    isTime(column.name)
      ? sql`${name(timeColumn(column.name))} AS ${name(column.name)}`
      : name(column.name),
  );
  return sql`(SELECT ${join([...columns, name('event')])} FROM ${raw(tableName(table))} FINAL)`;
}

/**
 * Looks the click's member up in a list of all clicks, which the engine makes once for a statement: it takes no subquery
 * that names an outer column where it groups.
 */
function ofClick(member: 'message' | 'recipient', event: Columns, events: Sql): Sql {
  const click = columnsOf('c');
  const key = (of: Columns): Sql =>
    sql`concat(coalesce(${of('id')}, ''), ' ', coalesce(${of('site')}, ''))`;
  const ofEvent = sql`concat(coalesce(${event('click')}, ''), ' ', coalesce(${event('site')}, ''))`;
  const found = sql`(SELECT ${key(click)} AS ${name('key')}, min(${click(member)}) AS ${name('text')}
    FROM ${events} AS c
    WHERE ${click('type')} = 'click' AND ${click(member)} IS NOT NULL
    GROUP BY ${name('key')} ORDER BY ${name('key')})`;
  const list = (column: string): Sql =>
    sql`(SELECT groupArray(assumeNotNull(${name(column)})) FROM ${found})`;
  return sql`nullif(transform(${ofEvent}, ${list('key')}, ${list('text')}, ''), '')`;
}

function integer(value: number): Sql {
  if (!Number.isSafeInteger(value)) throw new RangeError(`no whole number: ${value}`);
  return raw(String(value));
}
