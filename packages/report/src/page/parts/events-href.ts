import type { Metric } from '../../query/metrics.ts';
import type { PageFilter } from '../state/filter-text.ts';
import { links } from '../state/links.ts';
import type { PageState } from '../state/page-state.ts';
import type { SiteView } from '../view.ts';

interface EventsOf {
  /** Null: events of all kinds. */
  readonly metric: Metric | null;
  /** Filters besides those of the state. */
  readonly filters?: readonly PageFilter[];
  /** Members that differ from the state. */
  readonly change?: Partial<PageState>;
}

/** Address of the events behind a number; null: the reader may not see them, or it would be too long. */
export function eventsHref(
  { reader, site, state }: SiteView,
  { metric, filters = [], change = {} }: EventsOf,
): string | null {
  if (!reader.seesPersons) return null;
  return links.events(site, { ...state, ...change }, metric, filters);
}
