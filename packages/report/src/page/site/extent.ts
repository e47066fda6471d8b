import type { Answer } from '../../answer/answer.ts';
import { resolveRange } from '../../query/date-range.ts';
import { Temporal } from 'temporal-polyfill';
import type { SiteView } from '../view.ts';

/** Extent of a site's events in time. */
export interface Extent {
  /** Day of the first event of any kind; null: there is none. */
  readonly firstMs: number | null;
  /** The last event that had come, of any site. */
  readonly sequence: number;
}

export async function extentOf(view: SiteView): Promise<Extent> {
  const answer = await view.askPlain({
    date_range: 'all',
    metrics: ['pageviews', 'events', 'sent', 'opens', 'clicks'],
    actors: ['human', 'machine', 'unknown'],
  });
  const { fromMs } = resolveRange(answer.query.date_range, view.timezone, view.nowMs, null);
  return {
    firstMs: answer.results[0]?.metrics.some((count) => count) === true ? fromMs : null,
    sequence: answer.meta.as_of_sequence,
  };
}

/** Days of an answer's period. */
export function dayCountOf({ query: { date_range } }: Answer): number {
  if (typeof date_range === 'string') return 1;
  const [first, last] = date_range.map((day) => Temporal.PlainDate.from(day));
  return first === undefined || last === undefined ? 1 : first.until(last).days + 1;
}
