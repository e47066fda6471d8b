import type { Dimension } from '../../query/dimensions.ts';
import type { Metric } from '../../query/metrics.ts';
import type { PageFilter } from '../state/filter-text.ts';

/** One view of a panel. */
export interface PanelTab {
  readonly id: string;
  readonly dimension: Dimension;
  /** Metric that its rows are ranked by. */
  readonly metric: Metric;
  /** Chooses its events, besides the filters of the state. */
  readonly filters: readonly PageFilter[];
  /** True: its rows are drawn as a map. */
  readonly isMap?: boolean;
}

export interface Panel {
  readonly id: string;
  readonly tabs: readonly [PanelTab, ...PanelTab[]];
}

const tab = (
  id: string,
  dimension: Dimension,
  metric: Metric = 'visitors',
  filters: readonly PageFilter[] = [],
): PanelTab => ({ id, dimension, metric, filters });

const isEvent = (name: string): readonly PageFilter[] => [
  { operator: 'is', dimension: 'event', values: [name] },
];

const isNot = (dimension: Dimension, ...values: readonly string[]): readonly PageFilter[] => [
  { operator: 'is_not', dimension, values },
];

/**
 * Events that the tag itself records, and `(none)`. The panel of events leaves them out: others, or the quality page,
 * show them.
 */
const reserved = ['(none)', 'outbound', 'download', 'not_found', 'vital', 'error'];

/** Names of sources, the first tab of their panel. */
export const sourcesTab = tab('names', 'source');

/** The ranked tables of a site's page, in their order. */
export const panels: readonly Panel[] = [
  {
    id: 'pages',
    tabs: [
      tab('all', 'page'),
      tab('entry', 'entry_page', 'visits'),
      tab('exit', 'exit_page', 'visits'),
      tab('title', 'title'),
    ],
  },
  {
    id: 'sources',
    tabs: [
      sourcesTab,
      tab('channels', 'channel'),
      tab('campaigns', 'campaign.name', 'visitors', isNot('campaign.name', '(none)')),
    ],
  },
  {
    id: 'places',
    tabs: [
      tab('countries', 'country'),
      { ...tab('map', 'country'), isMap: true },
      tab('languages', 'language'),
    ],
  },
  {
    id: 'devices',
    tabs: [
      tab('browsers', 'browser'),
      tab('systems', 'os'),
      tab('kinds', 'device'),
      tab('screens', 'screen'),
    ],
  },
  {
    id: 'searches',
    tabs: [tab('names', 'search', 'visitors', isNot('search', '(none)'))],
  },
  { id: 'events', tabs: [tab('names', 'event', 'events', isNot('event', ...reserved))] },
  {
    id: 'outbound',
    tabs: [
      tab('links', 'data.url', 'events', isEvent('outbound')),
      tab('downloads', 'data.url', 'events', isEvent('download')),
    ],
  },
  { id: 'not_found', tabs: [tab('names', 'page', 'events', isEvent('not_found'))] },
];

/** The chosen tab of a panel, or its first. */
export function tabOf({ id, tabs }: Panel, chosen: Readonly<Record<string, string>>): PanelTab {
  return tabs.find((one) => one.id === chosen[id]) ?? tabs[0];
}
