import type { SiteView } from '../view.ts';

/** Answer that the page polls for: the visitors there now, and the last event that has come. */
export interface LiveAnswer {
  /** Number of visitors, as the page writes it. */
  readonly visitors: string;
  /** The last event that has come, of any site. */
  readonly sequence: number;
}

export async function liveVisitors(view: SiteView): Promise<LiveAnswer> {
  const answer = await view.ask({
    metrics: ['visitors'],
    date_range: 'realtime',
    compare: null,
  });
  return {
    visitors: view.numbers.count(answer.results[0]?.metrics[0] ?? 0),
    sequence: answer.meta.as_of_sequence,
  };
}
