import type { VNode } from 'preact';
import { none } from '../../query/dimensions.ts';
import { BarsTable } from '../parts/bars-table.tsx';
import type { SiteView } from '../view.ts';
import { ToSettings } from '../settings/to-settings.tsx';
import { AddGoal } from './keep-forms.tsx';
import { LeftOut } from './left-out.tsx';
import { revenueOf } from './revenue.ts';

/** Panel of goals: how often each was met, by which share of the visitors, and its revenue. */
export async function goalsPanel(view: SiteView): Promise<VNode> {
  const { texts, settings, site } = view;
  const goals = settings.goals.list([site]);
  return (
    <section class="panel double" aria-labelledby="panel-goals">
      <header>
        <h2 id="panel-goals">{texts.names['goals']}</h2>
      </header>
      {goals.length === 0 ? <p class="small empty">{texts.empty['goals']}</p> : await rows(view)}
      <ToSettings view={view} kind="goals" />
      <AddGoal view={view} />
    </section>
  );
}

async function rows(view: SiteView): Promise<VNode> {
  const { texts } = view;
  const metrics = ['conversions', 'conversion_rate', 'revenue'] as const;
  const [answer, revenues] = await Promise.all([
    view.ask({
      metrics,
      dimensions: ['goal'],
      filters: [{ operator: 'is_not', dimension: 'goal', values: [none] }],
      order_by: [['conversions', 'desc']],
      limit: 12,
    }),
    revenueOf(view),
  ]);
  if (answer.results.length === 0) return <p class="small empty">{texts.empty['met']}</p>;
  return (
    <>
      <BarsTable
        view={view}
        dimension="goal"
        metrics={metrics}
        rows={answer.results}
        caption={texts.names['goals'] ?? ''}
        currency={revenues.length === 1 ? (revenues[0]?.currency ?? null) : null}
      />
      <p class="more small">
        <LeftOut view={view} answer={answer} metric="conversions" filters={[]} />
      </p>
    </>
  );
}
