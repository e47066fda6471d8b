import type { VNode } from 'preact';
import type { MetricValue } from '../../answer/answer.ts';
import type { Metric } from '../../query/metrics.ts';
import { metricParts, noValue } from '../format/metric-value.ts';
import { MaybeLink } from './maybe-link.tsx';
import { eventsHref } from './events-href.ts';
import type { PageFilter } from '../state/filter-text.ts';
import type { PageState } from '../state/page-state.ts';
import type { SiteView, View } from '../view.ts';

export interface NumberLinkProps {
  readonly view: SiteView;
  readonly metric: Metric;
  readonly value: MetricValue;
  /** Filters of the list of events, added to those of the state. */
  readonly filters?: readonly PageFilter[];
  /** State to use instead of the view's. */
  readonly state?: PageState;
  /** Code of the currency, for revenue. */
  readonly currency?: string | null;
  readonly className?: string;
}

/** A metric's number, linked to the list of the events that it counts; without a link where it has no value. */
export function NumberLink({ view, metric, value, ...rest }: NumberLinkProps): VNode {
  const { filters = [], state = view.state, currency = null, className } = rest;
  const text = <NumberText view={view} metric={metric} value={value} currency={currency} />;
  const href = value === null ? null : eventsHref(view, { metric, filters, change: state });
  return (
    <MaybeLink className={className} href={href}>
      {text}
    </MaybeLink>
  );
}

/** A metric's number, with its units (such as `min`) in small type. */
export function NumberText({
  view,
  metric,
  value,
  currency = null,
}: Pick<NumberLinkProps, 'metric' | 'value' | 'currency'> & { readonly view: View }): VNode {
  if (value === null) return <span class="small">{noValue}</span>;
  const parts = metricParts(metric, value, view.numbers, currency);
  return <>{parts.map(([text, isUnit]) => (isUnit ? <small>{text}</small> : text))}</>;
}
