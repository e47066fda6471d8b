import type { VNode } from 'preact';
import type { Answer } from '../../answer/answer.ts';
import { BarsTable } from '../parts/bars-table.tsx';
import { Choices } from '../parts/choice.tsx';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import { LeftOut } from './left-out.tsx';
import { mapOf } from './map-panel.tsx';
import { tabOf, type Panel, type PanelTab } from './panel-list.ts';

/** Rows that a panel shows. */
export const panelRows = 8;

/** Counts a panel and draws it. */
export async function panelOf(view: SiteView, panel: Panel): Promise<VNode> {
  const tab = tabOf(panel, view.state.tabs);
  const [answer, map] = await Promise.all([
    askTab(view, tab, panelRows),
    tab.isMap === true ? mapOf(view, tab, view.texts.names[panel.id] ?? panel.id) : null,
  ]);
  return <PanelView view={view} panel={panel} tab={tab} answer={answer} map={map} />;
}

/** Counts the rows of a panel. */
export function askTab(view: SiteView, tab: PanelTab, limit: number): Promise<Answer> {
  const { dimension, metric, filters } = tab;
  return view.ask({
    metrics: [metric],
    dimensions: [dimension],
    filters,
    order_by: [[metric, 'desc']],
    limit,
  });
}

interface PanelViewProps {
  readonly view: SiteView;
  readonly panel: Panel;
  readonly tab: PanelTab;
  readonly answer: Answer;
  /** Null: the rows are a table. */
  readonly map: VNode | null;
}

function PanelView({ view, panel, tab, answer, map }: PanelViewProps): VNode {
  const { texts, numbers, state, site } = view;
  const name = texts.names[panel.id] ?? panel.id;
  const { total_rows } = answer.meta;
  const [, many] = texts.dimensions[tab.dimension] ?? ['', ''];
  return (
    <section class={map === null ? 'panel' : 'panel double'} aria-labelledby={`panel-${panel.id}`}>
      <PanelHead view={view} panel={panel} tab={tab} />
      {answer.results.length === 0 ? (
        <p class="small empty">{texts.empty[panel.id]}</p>
      ) : (
        (map ?? (
          <BarsTable
            view={view}
            dimension={tab.dimension}
            metrics={[tab.metric]}
            rows={answer.results}
            filters={tab.filters}
            caption={name}
          />
        ))
      )}
      <p class="more small">
        {total_rows > panelRows && (
          <a href={links.site(site, { ...state, cursor: null }, `all/${panel.id}/${tab.id}`)}>
            {texts.panels.all(numbers.count(total_rows), many)}
          </a>
        )}
        {tab.filters.length > 0 && (
          <LeftOut view={view} answer={answer} metric={tab.metric} filters={tab.filters} />
        )}
      </p>
    </section>
  );
}

/** Name of a panel and its tabs. */
function PanelHead({ view, panel, tab }: Pick<PanelViewProps, 'view' | 'panel' | 'tab'>): VNode {
  const { texts, state, site } = view;
  const name = texts.names[panel.id] ?? panel.id;
  return (
    <header>
      <h2 id={`panel-${panel.id}`}>{name}</h2>
      {panel.tabs.length > 1 && (
        <Choices
          label={texts.panels.tabs(name)}
          choices={panel.tabs.map(({ id }) => ({
            text: texts.tabs[id] ?? id,
            href: `${links.site(site, {
              ...state,
              tabs: withTab(state.tabs, panel, id),
            })}#panel-${panel.id}`,
            isCurrent: id === tab.id,
          }))}
        />
      )}
    </header>
  );
}

/** The first tab is chosen anyway, and so does not stand in the address. */
function withTab(
  tabs: Readonly<Record<string, string>>,
  panel: Panel,
  id: string,
): Readonly<Record<string, string>> {
  const { [panel.id]: _chosen, ...others } = tabs;
  return panel.tabs[0].id === id ? others : { ...others, [panel.id]: id };
}
