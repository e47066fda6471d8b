import type { Answer } from '../../answer/answer.ts';
import { none } from '../../query/dimensions.ts';
import type { PageFilter } from '../state/filter-text.ts';
import type { SiteView } from '../view.ts';
import type { Revenue } from '../site/revenue.ts';
import { otherFilters } from './emails.ts';

/** Visits and revenue that followed the clicks in a message. */
export interface Followed {
  readonly visits: number;
  /** Sums by currency, the greatest first. */
  readonly revenues: readonly Revenue[];
}

/** Counts visits and revenue on the site, of all time, by the message whose click led there. */
export async function followedOf(
  view: SiteView,
): Promise<{ readonly answer: Answer; readonly of: (name: string) => Followed }> {
  const filters: readonly PageFilter[] = [
    ...otherFilters(view),
    { operator: 'is_not', dimension: 'click.message', values: [none] },
  ];
  const all = { date_range: 'all', filters, actors: view.state.actors, limit: 10_000 } as const;
  const [answer, earned] = await Promise.all([
    view.askPlain({ ...all, metrics: ['visits'], dimensions: ['click.message'] }),
    view.askPlain({
      ...all,
      metrics: ['revenue'],
      dimensions: ['click.message', 'data.currency'],
      order_by: [['revenue', 'desc']],
    }),
  ]);
  return {
    answer,
    of: (name) => ({
      visits: answer.results.find(({ dimensions }) => dimensions[0] === name)?.metrics[0] ?? 0,
      revenues: earned.results
        .filter(({ dimensions }) => dimensions[0] === name)
        .map(({ dimensions: [, currency = none], metrics: [amount] }) => ({
          amount: amount ?? 0,
          currency: currency === none ? null : currency,
        })),
    }),
  };
}
