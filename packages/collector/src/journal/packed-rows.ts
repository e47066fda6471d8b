import type { Row } from './thread-messages.ts';

/** What a statement takes. */
type Value = string | number | null;

/**
 * Rows on their way to the writer's thread: the values of all, one after another. Objects would carry the
 * names of their members with each row, and took four times as long.
 */
export interface PackedRows {
  readonly count: number;
  /** Of each row `columns.length`. */
  readonly values: readonly Value[];
  /** Of those few rows that have one. */
  readonly clicks: readonly {
    readonly row: number;
    readonly id: string;
    readonly place: string;
  }[];
}

/** The order of a row's values. */
export const columns = ['received', 'event', 'hit_time', 'hit_identity', 'webhook'] as const;

export function packRows(rows: readonly Row[]): PackedRows {
  const values: Value[] = [];
  const clicks: PackedRows['clicks'][number][] = [];
  let count = 0;
  for (const { received, event, hitTime, hitIdentity, webhook, click } of rows) {
    values.push(received, event, hitTime, hitIdentity, webhook);
    if (click !== null) clicks.push({ row: count, ...click });
    count += 1;
  }
  return { count, values, clicks };
}
