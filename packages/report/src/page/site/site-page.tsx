import type { VNode } from 'preact';
import type { Answer } from '../../answer/answer.ts';
import { chartMetric, ChartFigure } from '../chart/figure.tsx';
import { intervalOf, seriesOf, type ChartPoint } from '../chart/series.ts';
import type { Metric } from '../../query/metrics.ts';
import { Foot } from '../layout/foot.tsx';
import type { Page } from '../layout/page.ts';
import { Top } from '../layout/top.tsx';
import type { Interval } from '../state/page-state.ts';
import type { SiteView } from '../view.ts';
import { Controls } from './controls.tsx';
import { dayCountOf, firstEventMs } from './extent.ts';
import { FilterChips } from './filter-chips.tsx';
import { firstHitPage } from './first-hit.tsx';
import { Heading } from './heading.tsx';
import { panels } from './panel-list.ts';
import { guarded } from './guarded.tsx';
import { panelOf } from './panel.tsx';
import { Sentence } from './sentence.tsx';
import { Split } from './split.tsx';
import { tileMetrics, Tiles } from './tiles.tsx';

/** The page of a site: what happened, when, and why. */
export async function sitePage(view: SiteView): Promise<Page> {
  const firstMs = await firstEventMs(view);
  if (firstMs === null) return firstHitPage(view);

  const totals = view.ask({ metrics: [...tileMetrics, 'revenue'] });
  const seriesFor = async (metric: Metric, interval: Interval): Promise<readonly ChartPoint[]> => {
    const dimension = `time:${interval}` as const;
    const answer = await view.ask({ metrics: [metric], dimensions: [dimension], limit: 10_000 });
    const { timezone, nowMs } = view;
    return seriesOf({ answer, index: 0, metric, interval, timezone, nowMs, firstMs });
  };

  return {
    status: 200,
    title: view.site,
    above: [<Top view={view} page="" />],
    main: [
      <Heading view={view} live={await liveOf(view)} span={(await totals).query.date_range} />,
      guarded(view, sentence(view, totals, seriesFor)),
      <Controls view={view} />,
      <FilterChips view={view} />,
      guarded(view, tiles(view, totals)),
      guarded(view, figure(view, totals, seriesFor)),
      guarded(view, split(view)),
      {
        className: 'panels',
        pieces: panels.map((panel) => guarded(view, panelOf(view, panel), panel.id)),
      },
    ],
    below: [foot(view, totals)],
  };
}

type SeriesFor = (metric: Metric, interval: Interval) => Promise<readonly ChartPoint[]>;

async function liveOf(view: SiteView): Promise<number> {
  const answer = await view.ask({ metrics: ['visitors'], date_range: 'realtime', compare: null });
  return answer.results[0]?.metrics[0] ?? 0;
}

async function sentence(
  view: SiteView,
  totals: Promise<Answer>,
  seriesFor: SeriesFor,
): Promise<VNode> {
  const [answer, days, sources] = await Promise.all([
    totals,
    seriesFor('visitors', 'day'),
    view.ask({
      metrics: ['visitors'],
      dimensions: ['source'],
      filters: [{ operator: 'is_not', dimension: 'source', values: ['Direct / None'] }],
      order_by: [['visitors', 'desc']],
      limit: 1,
      compare: null,
    }),
  ]);
  return <Sentence view={view} totals={answer} days={days} sources={sources} />;
}

async function tiles(view: SiteView, totals: Promise<Answer>): Promise<VNode> {
  return <Tiles view={view} answer={await totals} />;
}

async function figure(
  view: SiteView,
  totals: Promise<Answer>,
  seriesFor: SeriesFor,
): Promise<VNode> {
  const dayCount = dayCountOf(await totals);
  const interval = intervalOf(dayCount, view.state.interval);
  const metric = chartMetric(view.state.metric);
  const points = await seriesFor(metric, interval);
  return <ChartFigure {...{ view, metric, interval, points, dayCount }} notes={[]} />;
}

async function split(view: SiteView): Promise<VNode> {
  const actors = ['human', 'machine', 'unknown'] as const;
  const [byActor, reasons] = await Promise.all([
    view.ask({ metrics: ['visitors'], dimensions: ['actor'], actors, compare: null }),
    view.ask({
      metrics: ['visitors'],
      dimensions: ['actor_reason'],
      filters: [{ operator: 'is_not', dimension: 'actor_reason', values: ['(none)'] }],
      actors: ['machine', 'unknown'],
      order_by: [['visitors', 'desc']],
      limit: 10,
      compare: null,
    }),
  ]);
  return <Split view={view} byActor={byActor} reasons={reasons} />;
}

async function foot(view: SiteView, totals: Promise<Answer>): Promise<VNode> {
  return <Foot view={view} metrics={[...tileMetrics, 'events', 'revenue']} answer={await totals} />;
}
