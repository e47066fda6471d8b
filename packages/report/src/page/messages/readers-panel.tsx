import type { VNode } from 'preact';
import { actors, type Actor } from '../../query/query.ts';
import type { Metric } from '../../query/metrics.ts';
import { Choices } from '../parts/choice.tsx';
import { Split } from '../site/split.tsx';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import { messageState } from './chosen-message.ts';
import { otherFilters } from './emails.ts';

const tabs = { opens: 'unique_opens', clicks: 'unique_clicks' } as const satisfies Record<
  string,
  Metric
>;

/** Openings or clicks by actor: people, programs, and unknown ones. */
export async function readersPanel(view: SiteView, name: string): Promise<VNode> {
  const { texts, state, site } = view;
  const tab = state.tabs['readers'] === 'clicks' ? 'clicks' : 'opens';
  const metric = tabs[tab];
  const { filters } = messageState(state, otherFilters(view), name);
  const all = { date_range: 'all', metrics: [metric], filters } as const;
  const suspected: readonly Actor[] = ['machine', 'unknown'];
  const [byActor, reasons] = await Promise.all([
    view.askPlain({ ...all, dimensions: ['actor'], actors }),
    view.askPlain({
      ...all,
      dimensions: ['actor_reason'],
      filters: [...filters, { operator: 'is_not', dimension: 'actor_reason', values: ['(none)'] }],
      actors: suspected,
      order_by: [[metric, 'desc']],
    }),
  ]);
  return (
    <section class="panel" aria-labelledby="readers">
      <header>
        <h2 id="readers">{texts.messages.readers.title}</h2>
        <Choices
          label={texts.panels.tabs(texts.messages.readers.title)}
          choices={(['opens', 'clicks'] as const).map((id) => ({
            text: texts.metrics[id] ?? id,
            href: `${links.site(site, { ...state, tabs: { ...state.tabs, readers: id } }, 'message')}#readers`,
            isCurrent: id === tab,
          }))}
        />
      </header>
      <p class="small">{texts.messages.readers.about}</p>
      <Split
        view={{ ...view, state: { ...messageState(state, otherFilters(view), name) } }}
        byActor={byActor}
        reasons={reasons}
        metric={metric}
      />
    </section>
  );
}
