import type { Dimension } from './dimensions.ts';
import type { Filter } from './filter.ts';
import type { Goal } from './goal.ts';
import type { Metric } from './metrics.ts';

/** Kinds of causes of an event: a person, a program, or not known. */
export const actors = ['human', 'machine', 'unknown'] as const;
export type Actor = (typeof actors)[number];

/** Spans of time by name; besides `7d` any number of days, besides `12mo` of months. */
export type DateRange = string | readonly [from: string, to: string];

/** Periods that a period is compared with: the one just before it, or the same of the year before. */
export const compares = ['previous_period', 'previous_year'] as const;
export type Compare = (typeof compares)[number];

/** A question to the store, checked and complete. */
export interface Query {
  /** Null: all sites. */
  readonly site: readonly string[] | null;
  readonly date_range: DateRange;
  readonly metrics: readonly Metric[];
  readonly dimensions: readonly Dimension[];
  /** Null: all events. */
  readonly filters: Filter | null;
  readonly actors: readonly Actor[];
  /** IANA name. */
  readonly timezone: string;
  /** Goals of the sites, where the query is about goals: `resolveQuery` finds them. */
  readonly goals?: readonly Goal[];
  readonly compare: Compare | null;
  readonly order_by: readonly (readonly [by: Metric | Dimension, direction: 'asc' | 'desc'])[];
  readonly limit: number;
  readonly offset: number;
}

/** The part of a query that chooses events. */
export type Selection = Pick<
  Query,
  'site' | 'date_range' | 'filters' | 'actors' | 'timezone' | 'goals'
>;

/** A choice of events to be listed, checked and complete. */
export interface Listing extends Selection {
  /** Events that count for one of these; none: all events. */
  readonly metrics: readonly Metric[];
  readonly limit: number;
  /** End of the answer before; null: from the newest event on. */
  readonly cursor: string | null;
}
