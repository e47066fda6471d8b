import type { VNode } from 'preact';
import type { Answer } from '../../answer/answer.ts';
import type { Dimension } from '../../query/dimensions.ts';
import type { Metric } from '../../query/metrics.ts';
import { BarsTable } from '../parts/bars-table.tsx';
import type { Piece } from '../layout/render-pieces.ts';
import { guarded } from '../site/guarded.tsx';
import { links } from '../state/links.ts';
import type { PageFilter } from '../state/filter-text.ts';
import type { SiteView } from '../view.ts';
import { allTime, isLedBy } from './chosen-message.ts';
import { otherFilters } from './emails.ts';

interface FollowPanel {
  readonly id: 'goals' | 'landing' | 'devices';
  readonly dimension: Dimension;
  readonly metrics: readonly [Metric, ...Metric[]];
  readonly filters: readonly PageFilter[];
}

const panels: readonly FollowPanel[] = [
  {
    id: 'goals',
    dimension: 'goal',
    metrics: ['conversions', 'conversion_rate'],
    filters: [{ operator: 'is_not', dimension: 'goal', values: ['(none)'] }],
  },
  { id: 'landing', dimension: 'entry_page', metrics: ['visits'], filters: [] },
  { id: 'devices', dimension: 'browser', metrics: ['visitors'], filters: [] },
];

/** Panels of the events on the site that followed clicks in an email, joined by the click. */
export function followPanels(view: SiteView, name: string): readonly Piece[] {
  const state = {
    ...allTime(view.state),
    filters: [...otherFilters(view), isLedBy(name)],
  };
  return panels.map((panel) => guarded(view, followPanel({ ...view, state }, panel)));
}

async function followPanel(view: SiteView, panel: FollowPanel): Promise<VNode> {
  const { state } = view;
  const { dimension, metrics, filters } = panel;
  const answer: Answer = await view.askPlain({
    date_range: 'all',
    metrics,
    dimensions: [dimension],
    filters: [...state.filters, ...filters],
    actors: state.actors,
    order_by: [[metrics[0], 'desc']],
    limit: 8,
  });
  const words = view.texts.messages.follow[panel.id];
  return (
    <section class="panel" aria-labelledby={`follow-${panel.id}`}>
      <header>
        <h2 id={`follow-${panel.id}`}>{words.title}</h2>
      </header>
      {answer.results.length === 0 ? (
        <p class="small empty">{words.none}</p>
      ) : (
        <BarsTable
          view={view}
          dimension={dimension}
          metrics={metrics}
          rows={answer.results}
          filters={filters}
          caption={words.title}
        />
      )}
      <p class="more small">
        <a href={links.site(view.site, state)}>{view.texts.messages.follow.all}</a>
      </p>
    </section>
  );
}
