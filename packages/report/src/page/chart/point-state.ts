import type { Interval, PageState } from '../state/page-state.ts';
import { dayAfter } from './labels.ts';
import type { ChartPoint } from './series.ts';
import { Temporal } from 'temporal-polyfill';

/** The state that shows one bucket of the chart: its days, or, of an hour, its events. */
export function pointState(state: PageState, { label }: ChartPoint, interval: Interval): PageState {
  const first = label.slice(0, 10);
  const fresh = { ...state, interval: null, cursor: null };
  switch (interval) {
    case 'hour':
      return {
        ...fresh,
        period: [first, first],
        filters: [...state.filters, { operator: 'is', dimension: 'time:hour', values: [label] }],
      };
    case 'day':
      return { ...fresh, period: [first, first] };
    case 'week':
      return { ...fresh, period: [first, dayAfter(first, 6)] };
    default: {
      const last = Temporal.PlainDate.from(first).add({ months: 1 }).subtract({ days: 1 });
      return { ...fresh, period: [first, last.toString()] };
    }
  }
}
