import { none } from '../../query/dimensions.ts';
import type { Metric } from '../../query/metrics.ts';
import type { PageFilter } from '../state/filter-text.ts';
import type { PageState } from '../state/page-state.ts';
import type { SiteView } from '../view.ts';
import { allTime, isLedBy, messageState } from './chosen-message.ts';
import { otherFilters, type Email } from './emails.ts';

/** A step on the way from an email to an order. */
export interface Step {
  readonly id: 'sent' | 'opened' | 'clicked' | 'visited' | 'goal' | 'ordered';
  readonly count: number;
  readonly metric: Metric;
  /** State of the page that lists the events of the step. */
  readonly state: PageState;
  readonly filters: readonly PageFilter[];
  /** True: the step is on the site. False: it is within the email. */
  readonly isOnSite: boolean;
}

/** Finds the steps of an email. Those within the email are counted already; those on the site are counted here. */
export async function stepsOf(view: SiteView, email: Email): Promise<readonly Step[]> {
  const { state } = view;
  const own = messageState(state, otherFilters(view), email.name);
  const ofAllActors = { ...own, actors: ['human', 'machine', 'unknown'] } as const;
  const onSite = { ...allTime(state), filters: otherFilters(view) };
  const cameByEmail = isLedBy(email.name);
  const ofSite = async (id: Step['id'], more: readonly PageFilter[]): Promise<Step> => {
    const filters = [cameByEmail, ...more];
    const answer = await view.askPlain({
      date_range: 'all',
      metrics: ['visitors'],
      filters: [...onSite.filters, ...filters],
      actors: state.actors,
    });
    const count = answer.results[0]?.metrics[0] ?? 0;
    return { id, count, metric: 'visitors', state: onSite, filters, isOnSite: true };
  };
  const inEmail = (
    id: Step['id'],
    metric: Metric,
    count: number,
    ofState: PageState = own,
  ): Step => ({ id, count, metric, state: ofState, filters: [], isOnSite: false });
  const hasValue = (dimension: 'goal' | 'data.revenue'): PageFilter => ({
    operator: 'is_not',
    dimension,
    values: [none],
  });

  const [visited, goal, ordered] = await Promise.all([
    ofSite('visited', []),
    ofSite('goal', [hasValue('goal')]),
    ofSite('ordered', [hasValue('data.revenue')]),
  ]);
  return [
    inEmail('sent', 'sent', email.sent, ofAllActors),
    inEmail('opened', 'unique_opens', email.opens),
    inEmail('clicked', 'unique_clicks', email.clicks),
    visited,
    goal,
    ordered,
  ];
}
