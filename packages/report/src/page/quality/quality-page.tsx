import type { VNode } from 'preact';
import type { Metric } from '../../query/metrics.ts';
import { Foot } from '../layout/foot.tsx';
import type { Page } from '../layout/page.ts';
import { Top } from '../layout/top.tsx';
import { Controls } from '../site/controls.tsx';
import { FilterChips } from '../site/filter-chips.tsx';
import { guarded } from '../site/guarded.tsx';
import type { SiteView } from '../view.ts';
import { collectorPanels } from './collector-panels.tsx';
import { deliveryPanels } from './delivery-panels.tsx';
import { qualityPanels, splitOf } from './panels.tsx';
import { vitalsPanel } from './vitals-panel.tsx';

const explained = [
  'vital_p75',
  'events',
  'visitors',
  'pageviews',
  'opens',
  'clicks',
] as const satisfies readonly Metric[];

/** Page of the quality of a site: its speed, its errors, and the limits of its numbers. */
export async function qualityPage(view: SiteView): Promise<Page> {
  const { texts } = view;
  return {
    status: 200,
    title: texts.quality.title,
    above: [<Top view={view} page="quality" />],
    main: [
      <div class="heading">
        <div>
          <h1>{texts.quality.title}</h1>
          <p class="small">{texts.quality.about}</p>
        </div>
      </div>,
      <Controls view={view} page="quality" isComparing={false} />,
      <FilterChips view={view} page="quality" />,
      guarded(view, splitOf(view)),
      {
        className: 'panels',
        pieces: [
          guarded(view, vitalsPanel(view)),
          ...qualityPanels(view),
          ...collectorPanels(view),
          ...deliveryPanels(view),
        ],
      },
    ],
    below: [guarded(view, foot(view))],
  };
}

async function foot(view: SiteView): Promise<VNode> {
  const answer = await view.ask({ metrics: ['pageviews'], compare: null });
  return <Foot view={view} metrics={explained} answer={answer} page="quality" />;
}
