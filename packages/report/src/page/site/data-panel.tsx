import type { VNode } from 'preact';
import { dataPrefix, type Dimension } from '../../query/dimensions.ts';
import { BarsTable } from '../parts/bars-table.tsx';
import { Choices } from '../parts/choice.tsx';
import { shown } from '../format/shown.ts';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';

/** Events that are looked at for the names of their data. */
const lookedAt = 100;
/** Names that are shown. */
const maxNames = 12;

/** The name of the event that the page is filtered by; null: it is not. */
export function chosenEvent({ state }: SiteView): string | null {
  const filter = state.filters.find(
    ({ operator, dimension, values }) =>
      operator === 'is' && dimension === 'event' && values.length === 1,
  );
  return filter?.values[0] ?? null;
}

/** The data of the chosen event: a tab for each name, with the values that it had. */
export async function dataPanel(view: SiteView, event: string): Promise<VNode> {
  const { texts, state } = view;
  const names = view.reader.seesPersons ? await dataNames(view) : [];
  const chosen = names.find((name) => name === state.tabs['data']) ?? names[0];
  const title = `${texts.tabs['data']}: ${shown(event)}`;
  return (
    <section class="panel" aria-labelledby="panel-data">
      <header>
        <h2 id="panel-data">
          <bdi>{title}</bdi>
        </h2>
        {names.length > 1 && (
          <Choices
            label={texts.panels.tabs(title)}
            choices={names.map((name) => ({
              text: shown(name),
              href: `${links.site(view.site, { ...state, tabs: { ...state.tabs, data: name } })}#panel-data`,
              isCurrent: name === chosen,
            }))}
          />
        )}
      </header>
      {chosen === undefined ? (
        <p class="small empty">{texts.empty['data']}</p>
      ) : (
        await valuesTable(view, `${dataPrefix}${chosen}` as Dimension, title)
      )}
    </section>
  );
}

async function dataNames(view: SiteView): Promise<readonly string[]> {
  const { events } = await view.list({ metrics: ['events'], limit: lookedAt });
  const names = events.flatMap(({ event }) => Object.keys((event['data'] as object) ?? {}));
  return [...new Set(names)].slice(0, maxNames);
}

async function valuesTable(view: SiteView, dimension: Dimension, caption: string): Promise<VNode> {
  const answer = await view.ask({
    metrics: ['events'],
    dimensions: [dimension],
    order_by: [['events', 'desc']],
    limit: 8,
  });
  return (
    <BarsTable
      view={view}
      dimension={dimension}
      metrics={['events']}
      rows={answer.results}
      caption={caption}
    />
  );
}
