import { Temporal } from 'temporal-polyfill';
import type { ComponentChildren, VNode } from 'preact';
import { none } from '../../query/dimensions.ts';
import type { Filter } from '../../query/filter.ts';
import { eventCounts } from '../../query/metrics.ts';
import { actors } from '../../query/query.ts';
import { readShown } from '../events/read-event.ts';
import { metricText, noValue } from '../format/metric-value.ts';
import { Datum } from '../parts/datum.tsx';
import type { SiteView } from '../view.ts';

const counts = ['visits', 'pageviews', 'events', 'sent', 'opens', 'clicks'] as const;
/** Goals and currencies that there is room for. */
const maxRows = 5;

/** Summary of somebody: when they came first and last, how often, which goals they met, what they brought. */
export async function personSummary(view: SiteView, where: Filter): Promise<VNode> {
  const { texts, numbers } = view;
  const plain = { date_range: 'all', actors, where } as const;
  const [totals, goals, revenues, firstDay, lastMs] = await Promise.all([
    view.askPlain({ ...plain, metrics: counts }),
    view.askPlain({
      ...plain,
      metrics: ['conversions'],
      dimensions: ['goal'],
      filters: [{ operator: 'is_not', dimension: 'goal', values: [none] }],
      limit: maxRows,
    }),
    view.askPlain({
      ...plain,
      metrics: ['revenue'],
      dimensions: ['data.currency'],
      limit: maxRows,
    }),
    findFirstDay(view, where),
    findLast(view, where),
  ]);
  const values = totals.results[0]?.metrics ?? [];
  return (
    <dl class="facts">
      <Fact name={texts.person.first}>
        {firstDay === null ? noValue : view.days.span(firstDay, firstDay)}
      </Fact>
      <Fact name={texts.person.last}>{lastMs === null ? noValue : view.days.moment(lastMs)}</Fact>
      {counts.map((metric, index) => (
        <Fact name={texts.metrics[metric] ?? metric}>{numbers.count(values[index] ?? 0)}</Fact>
      ))}
      <Fact name={texts.names['goals'] ?? ''}>
        {goals.results.length === 0
          ? noValue
          : goals.results.map(({ dimensions: [goal = ''], metrics: [met] }, index) => (
              <>
                {index > 0 && ', '}
                <Datum text={goal} view={view} /> {numbers.count(met ?? 0)}
              </>
            ))}
      </Fact>
      <Fact name={texts.metrics['revenue'] ?? ''}>
        {revenues.results.length === 0
          ? noValue
          : revenues.results
              .map(({ dimensions: [currency], metrics: [amount] }) =>
                metricText('revenue', amount ?? 0, numbers, currency === none ? null : currency),
              )
              .join(', ')}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The first day of somebody: first its month is found, so that years of days are not counted. */
async function findFirstDay(view: SiteView, where: Filter): Promise<string | null> {
  const common = { actors, where, metrics: eventCounts, limit: 1 } as const;
  const months = await view.askPlain({
    ...common,
    date_range: 'all',
    dimensions: ['time:month'],
    order_by: [['time:month', 'asc']],
  });
  const [month] = months.results[0]?.dimensions ?? [];
  if (month === undefined) return null;
  const first = Temporal.PlainDate.from(month);
  const last = first.add({ months: 1 }).subtract({ days: 1 });
  const days = await view.askPlain({
    ...common,
    date_range: [first.toString(), last.toString()],
    dimensions: ['time:day'],
    order_by: [['time:day', 'asc']],
  });
  return days.results[0]?.dimensions[0] ?? null;
}

async function findLast(view: SiteView, where: Filter): Promise<number | null> {
  const { events } = await view.listPlain({ date_range: 'all', actors, where, limit: 1 });
  const [newest] = events.map(readShown);
  return newest?.timeMs ?? null;
}
