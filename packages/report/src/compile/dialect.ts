import type { Sql } from 'sql-template-tag';
import type { Period } from '../query/date-range.ts';
import type { Columns } from './names.ts';

/** Names of sites, `(none)` for events without one; null: all sites. */
export type Sites = readonly string[] | null;

/**
 * Parts of SQL that engines write differently. Everything else in a query is plain SQL. Columns are those of the
 * store's tables `events` and `visits`; where an engine has no such table, a view or subquery stands for it.
 */
export interface Dialect {
  /** The table of events, to stand after FROM. */
  readonly events: Sql;
  /** The events of some sites in a period, with a column `visit`; others may be among them. */
  readonly eventsOfVisits: (sites: Sites, period: Period) => Sql;
  /** The visits of some sites that have a part in a period, each as a whole. */
  readonly visitsIn: (sites: Sites, period: Period) => Sql;
  /** A member of the click that an event names, null where there is none. */
  readonly ofClick: (member: 'message' | 'recipient', event: Columns) => Sql;
  /** Statement that reads the last sequence that the store has taken. */
  readonly cursor: Sql;
  /** A whole number as it stands in a statement; values of a query are always bound. */
  readonly integer: (value: number) => Sql;
  /** Text of a member of an event's `data`, null where there is none. */
  readonly dataText: (alias: string, name: string) => Sql;
  readonly toText: (value: Sql) => Sql;
  /** Null where the text is no number. */
  readonly toNumber: (text: Sql) => Sql;
  readonly toDouble: (value: Sql) => Sql;
  readonly contains: (text: Sql, part: string) => Sql;
  /** RE2. */
  readonly matches: (text: Sql, pattern: string) => Sql;
  readonly isEmptyList: (list: Sql) => Sql;
  /** Condition that a list has an item that meets a condition. */
  readonly hasItem: (list: Sql, condition: (item: Sql) => Sql) => Sql;
  /** A list of those texts whose conditions hold. */
  readonly listWhere: (texts: readonly (readonly [text: Sql, condition: Sql])[]) => Sql;
  /** One row for each distinct item of a list, null for an empty one. */
  readonly eachItem: (list: Sql) => Sql;
  /** Whole part of the quotient of a number that is not negative. */
  readonly wholePart: (value: Sql, divisor: number) => Sql;
  /** The number at a place of a list, from 0. */
  readonly numberAt: (list: readonly number[], place: Sql) => Sql;
  readonly sumWhere: (value: Sql, condition: Sql) => Sql;
  readonly countWhere: (condition: Sql) => Sql;
  readonly countDistinctWhere: (value: Sql, condition: Sql) => Sql;
  /** Several values as one, which differs where one of them does; null counts as a value. */
  readonly tuple: (values: readonly Sql[]) => Sql;
  /** The value in the row where others are least, in order. */
  readonly valueAtLeast: (value: Sql, others: readonly Sql[]) => Sql;
  readonly median: (value: Sql) => Sql;
  /** The value that a part of all are at most, from 0 to 1, interpolated between two. */
  readonly quantile: (value: Sql, part: number) => Sql;
}
