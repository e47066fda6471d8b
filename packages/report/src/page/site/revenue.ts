import type { SiteView } from '../view.ts';

/** Revenue in one currency. */
export interface Revenue {
  readonly amount: number;
  /** Null: the events name none. */
  readonly currency: string | null;
}

/** Greatest number of currencies that are shown. */
const maxCurrencies = 3;

/** The revenue of the period by currency, the greatest first. */
export async function revenueOf(view: SiteView): Promise<readonly Revenue[]> {
  const answer = await view.ask({
    metrics: ['revenue'],
    dimensions: ['data.currency'],
    order_by: [['revenue', 'desc']],
    limit: maxCurrencies,
    compare: null,
  });
  return answer.results.map(({ dimensions: [currency = '(none)'], metrics: [amount] }) => ({
    amount: amount ?? 0,
    currency: currency === '(none)' ? null : currency,
  }));
}
