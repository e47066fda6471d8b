import type { VNode } from 'preact';
import type { EventList } from '../../answer/list-events.ts';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';

export interface EventPagerProps {
  readonly view: SiteView;
  readonly page: 'events' | 'person';
  readonly found: EventList;
}

/** Line below a list of events: the number of events shown, links to the newest and to older ones. */
export function EventPager({ view, page, found }: EventPagerProps): VNode {
  const { texts, numbers, site, state } = view;
  return (
    <p class="more small">
      <span>{texts.eventsPage.total(numbers.count(found.events.length))}</span>
      {state.cursor !== null && (
        <a href={links.site(site, { ...state, cursor: null }, page)}>{texts.events.newest}</a>
      )}
      {found.cursor !== null && (
        <a class="button" href={links.site(site, { ...state, cursor: found.cursor }, page)}>
          {texts.eventsPage.older}
        </a>
      )}
    </p>
  );
}
