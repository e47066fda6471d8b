import type { Actor, Query } from '../query/query.ts';

/** A number of a metric; null: there is none, such as a rate of nothing. */
export type MetricValue = number | null;

/** A group of a query's answer. */
export interface AnswerRow {
  /** A value for each dimension. */
  readonly dimensions: readonly string[];
  /** A number for each metric. */
  readonly metrics: readonly MetricValue[];
  /** The metrics' numbers in the period before, where the query compares. */
  readonly comparison?: readonly MetricValue[];
}

/**
 * Something a reader of the numbers must know.
 *
 * - `visitor-days`: some visitors are known for a day only, and so were counted each day anew
 * - `several-currencies`: revenue is null, since amounts of several currencies make no sum
 */
export interface AnswerWarning {
  readonly code: 'visitor-days' | 'several-currencies';
  readonly message: string;
}

/** The warning of visitors that are known for a day only. */
export function visitorDays(count: number): AnswerWarning {
  const message = `${count} of the visitors are known for one day only: each counts again on the next`;
  return { code: 'visitor-days', message };
}

/** The answer to a query. */
export interface Answer {
  readonly results: readonly AnswerRow[];
  readonly meta: {
    /** The last event that had come. */
    readonly as_of_sequence: number;
    /** Groups in all, whatever the limit. */
    readonly total_rows: number;
    /** Events that would count, of actors that were left out. */
    readonly excluded: Partial<Readonly<Record<Actor, number>>>;
    readonly warnings: readonly AnswerWarning[];
  };
  /** The query, complete, its span of time as days. */
  readonly query: Query;
}
