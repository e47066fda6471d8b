import type { VNode } from 'preact';
import type { EventList, ListedEvent } from '../../answer/list-events.ts';
import { Foot } from '../layout/foot.tsx';
import type { Page } from '../layout/page.ts';
import { Top } from '../layout/top.tsx';
import { Datum } from '../parts/datum.tsx';
import { Controls } from '../site/controls.tsx';
import { FilterChips } from '../site/filter-chips.tsx';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';

const pageLength = 100;

/** The very events behind a number, newest first. */
export async function eventsPage(view: SiteView): Promise<Page> {
  const { texts, state } = view;
  const metrics = state.metric === null ? [] : [state.metric];
  const found = await view.list({ metrics, limit: pageLength, cursor: state.cursor });
  return {
    status: 200,
    title: texts.eventsPage.title,
    above: [<Top view={view} page="events" />],
    main: [
      <div class="heading">
        <div>
          <h1>{texts.eventsPage.title}</h1>
          {state.metric !== null && (
            <p class="small">{texts.eventsPage.of(texts.metrics[state.metric] ?? state.metric)}</p>
          )}
        </div>
      </div>,
      <Controls view={view} page="events" />,
      <FilterChips view={view} page="events" />,
      <EventsTable view={view} found={found} />,
    ],
    below: [<Foot view={view} metrics={metrics} answer={null} page="events" />],
  };
}

function EventsTable({ view, found }: { view: SiteView; found: EventList }): VNode {
  const { texts, numbers, site, state } = view;
  if (found.events.length === 0) return <p class="empty">{texts.eventsPage.none}</p>;
  return (
    <>
      <p class="small">{texts.eventsPage.total(numbers.count(found.events.length))}</p>
      <div class="scroll" tabIndex={0} role="group" aria-label={texts.eventsPage.title}>
        <table class="plain events">
          <thead>
            <tr>
              <th scope="col">{texts.eventsPage.time}</th>
              <th scope="col">{texts.eventsPage.type}</th>
              <th scope="col">{texts.eventsPage.what}</th>
              <th scope="col">{texts.eventsPage.who}</th>
            </tr>
          </thead>
          <tbody>
            {found.events.map((event) => (
              <EventRow view={view} listed={event} />
            ))}
          </tbody>
        </table>
      </div>
      {found.cursor !== null && (
        <p class="more small">
          <a class="link" href={links.site(site, { ...state, cursor: found.cursor }, 'events')}>
            {texts.eventsPage.older}
          </a>
        </p>
      )}
    </>
  );
}

function EventRow({ view, listed }: { view: SiteView; listed: ListedEvent }): VNode {
  const { event } = listed;
  const text = (name: string): string => {
    const value = event[name];
    return typeof value === 'string' ? value : '';
  };
  return (
    <tr data-id={text('id')}>
      <th scope="row">{view.days.moment(Date.parse(text('time')))}</th>
      <td>
        <Datum text={text('name') || text('type')} view={view} />
      </td>
      <td>
        <Datum text={text('title') || text('url') || text('message')} view={view} />
      </td>
      <td>{text('actor')}</td>
    </tr>
  );
}
