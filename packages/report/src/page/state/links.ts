import type { Metric } from '../../query/metrics.ts';
import { serialiseFilter, type PageFilter } from './filter-text.ts';
import { serialiseState, type PageState } from './page-state.ts';

/** A longer address is one that servers refuse: what it would choose can't be linked. */
const maxHrefLength = 6_000;

/** Addresses of the pages, each with the state that it shows. */
export interface Links {
  readonly sites: string;
  /** A page of the site: `''` is its overview. */
  site(site: string, state: PageState, page?: string): string;
  /** The overview with one more filter; null: the address would be too long. */
  filtered(site: string, state: PageState, filter: PageFilter): string | null;
  /** The page of the message that the state chooses; null: the address would be too long. */
  message(site: string, state: PageState): string | null;
  /** A page about what the state's filters choose; null: the address would be too long. */
  page(site: string, state: PageState, page: string): string | null;
  /** The events that count for a metric; null: the address would be too long. */
  events(
    site: string,
    state: PageState,
    metric: Metric | null,
    filters?: readonly PageFilter[],
  ): string | null;
}

export const links: Links = {
  sites: '/',
  site: siteHref,
  filtered: (site, state, filter) =>
    short(siteHref(site, { ...overview(state), filters: withFilter(state.filters, filter) })),
  message: (site, state) => short(siteHref(site, state, 'message')),
  page: (site, state, page) => short(siteHref(site, state, page)),
  events(site, state, metric, filters = []) {
    const all = filters.reduce(withFilter, state.filters);
    return short(siteHref(site, { ...overview(state), tabs: {}, metric, filters: all }, 'events'));
  },
};

/** State without what belongs to one page only. */
function overview(state: PageState): PageState {
  return { ...state, cursor: null };
}

/** Filters with one more, unless they have it already. */
export function withFilter(
  filters: readonly PageFilter[],
  filter: PageFilter,
): readonly PageFilter[] {
  const text = serialiseFilter(filter);
  return filters.some((other) => serialiseFilter(other) === text) ? filters : [...filters, filter];
}

function siteHref(site: string, state: PageState, page = ''): string {
  const query = serialiseState(state);
  const path = `/sites/${encodeURIComponent(site)}${page === '' ? '' : `/${page}`}`;
  return query === '' ? path : `${path}?${query}`;
}

function short(href: string): string | null {
  return href.length > maxHrefLength ? null : href;
}
