import type { VNode } from 'preact';
import type { SiteView } from '../view.ts';
import type { PanelTab } from './panel-list.ts';

/** More than there are countries. */
const maxCountries = 300;

/** Draws the rows of a tab as a map, whose outlines are read once somebody wants them. */
export async function mapOf(view: SiteView, tab: PanelTab, caption: string): Promise<VNode> {
  const { metric, dimension, filters } = tab;
  const [{ WorldMap }, answer] = await Promise.all([
    import('../map/world-map.tsx'),
    view.ask({
      metrics: [metric],
      dimensions: [dimension],
      filters,
      order_by: [[metric, 'desc']],
      limit: maxCountries,
      compare: null,
    }),
  ]);
  return <WorldMap view={view} metric={metric} rows={answer.results} caption={caption} />;
}
