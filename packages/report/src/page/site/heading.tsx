import type { VNode } from 'preact';
import type { DateRange } from '../../query/query.ts';
import { shown } from '../format/shown.ts';
import { MaybeLink } from '../parts/maybe-link.tsx';
import { eventsHref } from '../parts/events-href.ts';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';

export interface HeadingProps {
  readonly view: SiteView;
  /** Visitors of the last five minutes. */
  readonly live: number;
  /** Days that the page shows. They are not named where they have no two ends, as in `all`. */
  readonly span: DateRange;
}

/** Name of the site, the days that are shown, and the number of visitors who are there now. */
export function Heading({ view, live, span }: HeadingProps): VNode {
  const { texts, numbers, site, state } = view;
  const days = typeof span === 'string' ? '' : view.days.span(span[0], span[1]);
  const href = eventsHref(view, { metric: 'visitors', change: { period: 'realtime' } });
  return (
    <div class="heading">
      <div>
        <h1>
          <bdi>{shown(site)}</bdi>
        </h1>
        <p class="small">{days}</p>
      </div>
      <MaybeLink className="live" href={href}>
        <b data-live={links.site(site, state, 'live')}>{numbers.count(live)}</b>{' '}
        <span class="small">
          <span class="dot" />
          {texts.live}
        </span>
      </MaybeLink>
    </div>
  );
}
