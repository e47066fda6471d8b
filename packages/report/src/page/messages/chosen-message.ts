import type { PageFilter } from '../state/filter-text.ts';
import { withFilter } from '../state/links.ts';
import type { PageState } from '../state/page-state.ts';

/** The message that a page is about: the filter that names one; null: there is none. */
export function chosenMessage(filters: readonly PageFilter[]): string | null {
  const filter = filters.find(
    ({ operator, dimension, values }) =>
      operator === 'is' && dimension === 'message' && values.length === 1,
  );
  return filter?.values[0] ?? null;
}

function isMessage(name: string): PageFilter {
  return { operator: 'is', dimension: 'message', values: [name] };
}

/** Events of pages that a click in a message led to. */
export function isLedBy(name: string): PageFilter {
  return { operator: 'is', dimension: 'click.message', values: [name] };
}

/** The state of a page about one message, over all of its time. */
export function messageState(
  state: PageState,
  filters: readonly PageFilter[],
  name: string,
): PageState {
  return { ...allTime(state), filters: withFilter(filters, isMessage(name)) };
}

export function allTime(state: PageState): PageState {
  return { ...state, period: 'all', compare: null, cursor: null, metric: null, tabs: {} };
}
