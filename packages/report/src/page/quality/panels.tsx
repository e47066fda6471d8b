import type { VNode } from 'preact';
import type { Dimension } from '../../query/dimensions.ts';
import type { Metric } from '../../query/metrics.ts';
import { actors, type Actor } from '../../query/query.ts';
import { BarsTable } from '../parts/bars-table.tsx';
import type { Piece } from '../layout/render-pieces.ts';
import { guarded } from '../site/guarded.tsx';
import { Split } from '../site/split.tsx';
import type { PageFilter } from '../state/filter-text.ts';
import type { SiteView } from '../view.ts';

interface QualityPanel {
  readonly id: 'errors' | 'broken' | 'kinds' | 'reasons' | 'consent';
  readonly dimension: Dimension;
  readonly metrics: readonly [Metric, ...Metric[]];
  readonly filters: readonly PageFilter[];
  /** Null: those of the state. */
  readonly actors: readonly Actor[] | null;
}

const isError: PageFilter = { operator: 'is', dimension: 'event', values: ['error'] };

/** Tables of the page, in their order: the first two are short, and stand beside a long one. */
const panels: readonly QualityPanel[] = [
  {
    id: 'errors',
    dimension: 'data.message',
    metrics: ['events', 'visitors'],
    filters: [isError],
    actors: null,
  },
  {
    id: 'kinds',
    dimension: 'visitor_kind',
    metrics: ['pageviews', 'visitors'],
    filters: [],
    actors: null,
  },
  {
    id: 'broken',
    dimension: 'page',
    metrics: ['events', 'visitors'],
    filters: [isError],
    actors: null,
  },
  {
    id: 'reasons',
    dimension: 'actor_reason',
    metrics: ['pageviews', 'opens', 'clicks'],
    filters: [{ operator: 'is_not', dimension: 'actor_reason', values: ['(none)'] }],
    actors,
  },
  { id: 'consent', dimension: 'consent', metrics: ['pageviews'], filters: [], actors: null },
];

export function qualityPanels(view: SiteView): readonly Piece[] {
  return panels.map((panel) => guarded(view, panelOf(view, panel)));
}

async function panelOf(view: SiteView, panel: QualityPanel): Promise<VNode> {
  const { texts, state } = view;
  const { dimension, metrics, filters } = panel;
  const words = texts.quality.panels[panel.id];
  // An error of a script may hold anything about the visitor.
  const isHidden = dimension.startsWith('data.') && !view.reader.seesPersons;
  const own = { ...state, actors: panel.actors ?? state.actors };
  const answer = isHidden
    ? null
    : await view.ask({
        metrics,
        dimensions: [dimension],
        filters,
        actors: own.actors,
        compare: null,
        order_by: [[metrics[0], 'desc']],
        limit: 12,
      });
  return (
    <section class="panel" aria-labelledby={`quality-${panel.id}`}>
      <header>
        <h2 id={`quality-${panel.id}`}>{words.title}</h2>
      </header>
      {answer === null || answer.results.length === 0 ? (
        <p class="small empty">{answer === null ? texts.quality.hidden : words.none}</p>
      ) : (
        <BarsTable
          view={{ ...view, state: own }}
          dimension={dimension}
          metrics={metrics}
          rows={answer.results}
          filters={filters}
          caption={words.title}
        />
      )}
      <p class="more small">
        <span>{words.about}</span>
      </p>
    </section>
  );
}

/** Visitors by actor: those that count, and those left out. */
export async function splitOf(view: SiteView): Promise<VNode> {
  const common = { metrics: ['visitors'], compare: null } as const;
  const [byActor, reasons] = await Promise.all([
    view.ask({ ...common, dimensions: ['actor'], actors }),
    view.ask({
      ...common,
      dimensions: ['actor_reason'],
      filters: [{ operator: 'is_not', dimension: 'actor_reason', values: ['(none)'] }],
      actors: ['machine', 'unknown'],
      order_by: [['visitors', 'desc']],
    }),
  ]);
  return <Split view={view} byActor={byActor} reasons={reasons} />;
}
