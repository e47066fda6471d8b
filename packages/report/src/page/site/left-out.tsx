import type { VNode } from 'preact';
import type { Answer } from '../../answer/answer.ts';
import type { Metric } from '../../query/metrics.ts';
import { eventsHref } from '../parts/events-href.ts';
import { MaybeLink } from '../parts/maybe-link.tsx';
import type { PageFilter } from '../state/filter-text.ts';
import type { SiteView } from '../view.ts';

export interface LeftOutProps {
  readonly view: SiteView;
  readonly answer: Answer;
  readonly metric: Metric;
  readonly filters: readonly PageFilter[];
}

/** The events that would count, but for those who caused them. */
export function LeftOut({ view, answer, metric, filters }: LeftOutProps): VNode | null {
  const { texts, numbers } = view;
  const machines = answer.meta.excluded.machine ?? 0;
  if (machines === 0) return null;
  return (
    <MaybeLink
      className="end"
      href={eventsHref(view, { metric, filters, change: { actors: ['machine'] } })}
    >
      {texts.panels.left(numbers.count(machines))}
    </MaybeLink>
  );
}
