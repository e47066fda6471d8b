import type { VNode } from 'preact';
import type { PageAnswer } from '../page-deps.ts';
import { chartMetric, ChartFigure } from '../chart/figure.tsx';
import { intervalOf, seriesOf, type ChartPoint } from '../chart/series.ts';
import type { Metric } from '../../query/metrics.ts';
import { shown } from '../format/shown.ts';
import { Foot } from '../layout/foot.tsx';
import type { Page } from '../layout/page.ts';
import type { Piece } from '../layout/render-pieces.ts';
import { StaleNote } from '../layout/notes.tsx';
import { Top } from '../layout/top.tsx';
import type { Interval } from '../state/page-state.ts';
import type { SiteView } from '../view.ts';
import { chartNotes } from './chart-notes.ts';
import { Controls } from './controls.tsx';
import { chosenEvent, dataPanel } from './data-panel.tsx';
import { dayCountOf, extentOf } from './extent.ts';
import { FilterChips } from './filter-chips.tsx';
import { firstHitPage } from './first-hit.tsx';
import { funnelPanel } from './funnel-panel.tsx';
import { goalsPanel } from './goals-panel.tsx';
import { guarded } from './guarded.tsx';
import { Heading } from './heading.tsx';
import { panels, sourcesTab } from './panel-list.ts';
import { askTab, panelOf, panelRows } from './panel.tsx';
import { revenueOf } from './revenue.ts';
import { Sentence } from './sentence.tsx';
import { Split } from './split.tsx';
import { tileMetrics, Tiles } from './tiles.tsx';
import { Waiting } from './waiting.tsx';

/** The page of a site: what happened, when, and why. */
export async function sitePage(view: SiteView): Promise<Page> {
  const { firstMs, sequence } = await extentOf(view);
  if (firstMs === null) return firstHitPage(view, sequence);

  const totals = view.ask({ metrics: tileMetrics });
  const seriesFor = async (metric: Metric, interval: Interval): Promise<readonly ChartPoint[]> => {
    const dimension = `time:${interval}` as const;
    const answer = await view.ask({ metrics: [metric], dimensions: [dimension], limit: 10_000 });
    const { timezone, nowMs } = view;
    return seriesOf({ answer, index: 0, metric, interval, timezone, nowMs, firstMs });
  };

  const short = <Waiting view={view} title={null} isShort />;
  return {
    status: 200,
    title: view.site,
    above: [<Top view={view} page="" />],
    main: [
      guarded(
        view,
        heading(view, totals),
        null,
        <Waiting view={view} title={shown(view.site)} isShort />,
      ),
      guarded(view, sentence(view, totals, seriesFor), null, short),
      <Controls view={view} />,
      <FilterChips view={view} />,
      guarded(view, tiles(view, totals), null, short),
      guarded(view, figure(view, totals, seriesFor)),
      guarded(view, split(view)),
      { className: 'panels', pieces: panelPieces(view) },
    ],
    below: [guarded(view, foot(view, totals))],
  };
}

/** Panels before those that take two columns; each of these has a small one beside it. */
const panelsBefore = 6;

function panelPieces(view: SiteView): readonly Piece[] {
  const event = chosenEvent(view);
  const pieceOf = (panel: (typeof panels)[number]): Piece =>
    guarded(view, panelOf(view, panel), panel.id);
  const [outbound, missing] = panels.slice(panelsBefore).map(pieceOf);
  return [
    ...panels.slice(0, panelsBefore).map(pieceOf),
    ...(event === null ? [] : [guarded(view, dataPanel(view, event), 'events')]),
    guarded(view, goalsPanel(view), 'goals'),
    ...(outbound === undefined ? [] : [outbound]),
    guarded(view, funnelPanel(view), 'funnel'),
    ...(missing === undefined ? [] : [missing]),
  ];
}

type SeriesFor = (metric: Metric, interval: Interval) => Promise<readonly ChartPoint[]>;

async function heading(view: SiteView, totals: Promise<PageAnswer>): Promise<VNode> {
  const [live, { query, meta }] = await Promise.all([
    view.ask({ metrics: ['visitors'], date_range: 'realtime', compare: null }),
    totals,
  ]);
  const visitors = live.results[0]?.metrics[0] ?? 0;
  return (
    <>
      <StaleNote view={view} lag={meta.lag_events ?? null} />
      <Heading view={view} live={visitors} span={query.date_range} />
    </>
  );
}

async function sentence(
  view: SiteView,
  totals: Promise<PageAnswer>,
  seriesFor: SeriesFor,
): Promise<VNode> {
  const [answer, days, sources, revenues] = await Promise.all([
    totals,
    seriesFor('visitors', 'day'),
    // This is the query of the panel too, so that it is counted once.
    askTab(view, sourcesTab, panelRows),
    revenueOf(view),
  ]);
  return <Sentence {...{ view, days, sources, revenues }} totals={answer} />;
}

async function tiles(view: SiteView, totals: Promise<PageAnswer>): Promise<VNode> {
  return <Tiles view={view} answer={await totals} />;
}

async function figure(
  view: SiteView,
  totals: Promise<PageAnswer>,
  seriesFor: SeriesFor,
): Promise<VNode> {
  const dayCount = dayCountOf(await totals);
  const interval = intervalOf(dayCount, view.state.interval);
  const metric = chartMetric(view.state.metric);
  const [points, notes] = await Promise.all([seriesFor(metric, interval), chartNotes(view)]);
  return <ChartFigure {...{ view, metric, interval, points, notes, dayCount }} />;
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

async function foot(view: SiteView, totals: Promise<PageAnswer>): Promise<VNode> {
  const metrics = [...tileMetrics, 'events', 'conversions', 'conversion_rate', 'revenue'] as const;
  return <Foot view={view} metrics={metrics} answer={await totals} />;
}
