import type { Answer } from '../../answer/answer.ts';
import { resolveRange } from '../../query/date-range.ts';
import { Temporal } from 'temporal-polyfill';
import type { SiteView } from '../view.ts';

/** When the site's first event of any kind happened, by the day; null: there is none. */
export async function firstEventMs(view: SiteView): Promise<number | null> {
  const { date_range, results } = await extent(view);
  if (results === 0) return null;
  return resolveRange(date_range, view.timezone, view.nowMs, null).fromMs;
}

async function extent(view: SiteView) {
  const answer = await view.askPlain({
    date_range: 'all',
    metrics: ['pageviews', 'events', 'sent', 'opens', 'clicks'],
    actors: ['human', 'machine', 'unknown'],
  });
  return { date_range: answer.query.date_range, results: answer.results.length };
}

/** Days of an answer's period. */
export function dayCountOf({ query: { date_range } }: Answer): number {
  if (typeof date_range === 'string') return 1;
  const [first, last] = date_range.map((day) => Temporal.PlainDate.from(day));
  return first === undefined || last === undefined ? 1 : first.until(last).days + 1;
}
