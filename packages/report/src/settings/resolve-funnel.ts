import type { FunnelQuery, FunnelQueryStep } from '../query/funnel-query.ts';
import { QueryError } from '../query/query-problem.ts';
import type { Selection } from '../query/query.ts';
import type { Funnel } from './items.ts';
import { resolveQuery, type SiteSettings } from './resolve-query.ts';

/**
 * Makes the query of a funnel: its goals are changed for the events that they mean.
 *
 * @param selection the funnel's site, narrowed to the reader, and what the funnel is asked with
 * @throws QueryError where a goal or a segment is none
 */
export function resolveFunnel(
  { site, steps, window_hours }: Funnel,
  selection: Selection,
  settings: SiteSettings,
): FunnelQuery {
  const goals = settings.goals.list([site]);
  const meant = steps.map((step, index): FunnelQueryStep => {
    if (!('goal' in step)) return step;
    const goal = goals.find(({ name }) => name === step.goal);
    if (goal !== undefined) return { name: goal.name, type: goal.type, filter: goal.filter };
    const message = `expected a goal of the site: ${step.goal} is none`;
    throw new QueryError([{ path: `steps[${index}].goal`, message }]);
  });
  return { ...resolveQuery(selection, settings), steps: meant, window_hours };
}
