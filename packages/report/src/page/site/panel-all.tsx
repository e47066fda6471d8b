import type { Metric } from '../../query/metrics.ts';
import { errorPage } from '../error-page.tsx';
import { Foot } from '../layout/foot.tsx';
import type { Page } from '../layout/page.ts';
import { Top } from '../layout/top.tsx';
import { BarsTable } from '../parts/bars-table.tsx';
import { offsetOf, Pager } from '../parts/pager.tsx';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import { Controls } from './controls.tsx';
import { FilterChips } from './filter-chips.tsx';
import { mapOf } from './map-panel.tsx';
import { panels, type PanelTab } from './panel-list.ts';

const pageLength = 100;

/** All rows of a panel's tab, with more numbers than there is room for beside others. */
export async function allRowsPage(
  view: SiteView,
  [panelId = '', tabId = '']: readonly string[],
): Promise<Page> {
  const { texts } = view;
  const panel = panels.find(({ id }) => id === panelId);
  const tab = panel?.tabs.find(({ id }) => id === tabId);
  if (tab === undefined) return errorPage(view, 404, texts.errors.notFound, null);
  const metrics = metricsOf(tab);
  const offset = offsetOf(view);
  const answer = await view.ask({
    metrics,
    dimensions: [tab.dimension],
    filters: tab.filters,
    order_by: [[tab.metric, 'desc']],
    limit: pageLength,
    offset,
  });
  const map = tab.isMap === true ? await mapOf(view, tab, texts.names[panelId] ?? panelId) : null;
  const title = `${texts.names[panelId] ?? panelId}: ${texts.tabs[tabId] ?? tabId}`;
  const page = `all/${panelId}/${tabId}`;
  return {
    status: 200,
    title,
    above: [<Top view={view} page="" />],
    main: [
      <div class="heading">
        <div>
          <h1>{title}</h1>
          <p class="small">
            <a class="link" href={links.site(view.site, { ...view.state, cursor: null })}>
              <bdi>{view.site}</bdi>
            </a>
          </p>
        </div>
      </div>,
      <Controls view={view} page={page} />,
      <FilterChips view={view} page={page} />,
      <section class="panel roomy">
        {map}
        {answer.results.length === 0 ? (
          <p class="small empty">{texts.empty[panelId]}</p>
        ) : (
          <BarsTable
            view={view}
            dimension={tab.dimension}
            metrics={metrics}
            rows={answer.results}
            filters={tab.filters}
            caption={title}
          />
        )}
        <Pager
          {...{ view, page, offset, pageLength }}
          count={answer.results.length}
          total={answer.meta.total_rows}
        />
      </section>,
    ],
    below: [<Foot view={view} metrics={metrics} answer={answer} page={page} />],
  };
}

/** The rank first; of events, no more than they and who caused them. */
function metricsOf({ metric }: PanelTab): readonly Metric[] {
  if (metric === 'events') return ['events', 'visitors'];
  const more = ['visitors', 'visits', 'pageviews', 'bounce_rate', 'engaged_ms'] as const;
  return [metric, ...more.filter((one) => one !== metric)];
}
