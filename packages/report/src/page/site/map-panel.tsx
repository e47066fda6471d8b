import type { VNode } from 'preact';
import type { SiteView } from '../view.ts';
import type { PanelTab } from './panel-list.ts';

/** Greatest number of rows: there are fewer countries. */
const maxCountries = 300;

/** Draws the rows of a tab as a map. The outlines of countries are loaded by the first map that is drawn. */
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
