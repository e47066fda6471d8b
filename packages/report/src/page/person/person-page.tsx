import type { VNode } from 'preact';
import type { EventList } from '../../answer/list-events.ts';
import type { PersonKey } from '../../query/person-key.ts';
import { actors } from '../../query/query.ts';
import { errorPage } from '../error-page.tsx';
import { dayOf, EventLine } from '../events/event-list.tsx';
import { EventPager } from '../events/event-pager.tsx';
import { readShown } from '../events/read-event.ts';
import { Foot } from '../layout/foot.tsx';
import type { Page } from '../layout/page.ts';
import { Top } from '../layout/top.tsx';
import { Datum } from '../parts/datum.tsx';
import { MaybeLink } from '../parts/maybe-link.tsx';
import { guarded } from '../site/guarded.tsx';
import type { SiteView } from '../view.ts';
import { groupVisits, type Stretch } from './group-visits.ts';
import { knownAs } from './known-as.ts';
import { chosenPerson, personHref, whereOf } from './person-href.ts';
import { personSummary } from './person-summary.tsx';

const pageLength = 200;
/** Names whose events are shown together. */
const maxTogether = 40;

/** Everything of one visitor, user or recipient, web and email together, newest first. */
export async function personPage(view: SiteView): Promise<Page> {
  const { texts, state, reader } = view;
  if (!reader.seesPersons) return errorPage(view, 403, texts.person.forbidden, null);
  if (!reader.followsPersons) return errorPage(view, 404, texts.person.off, null);
  const person = chosenPerson(state.filters);
  if (person === null) return errorPage(view, 404, texts.person.nobody, null);
  const all = await knownAs(view, person);
  const names = all.slice(0, maxTogether);
  const where = whereOf(names);
  const found = await view.listPlain({
    date_range: 'all',
    actors,
    where,
    limit: pageLength,
    cursor: state.cursor,
  });
  const isUnknown = found.events.length === 0 && state.cursor === null;
  return {
    status: isUnknown ? 404 : 200,
    title: texts.person.title,
    above: [<Top view={view} page="events" />],
    main: [
      <Heading view={view} person={person} isUnknown={isUnknown} />,
      <Names view={view} names={names.slice(1)} more={all.length - names.length} />,
      isUnknown ? (
        <p class="empty">{texts.person.none}</p>
      ) : (
        guarded(view, personSummary(view, where))
      ),
      <Story view={view} found={found} />,
      <EventPager view={view} page="person" found={found} />,
    ],
    below: [<Foot view={view} metrics={[]} answer={null} page="person" />],
  };
}

interface PersonProps {
  readonly view: SiteView;
  readonly person: PersonKey;
}

function Heading({
  view,
  person,
  isUnknown,
}: PersonProps & { readonly isUnknown: boolean }): VNode {
  const { texts, erasures } = view;
  const href = erasures === null || isUnknown ? null : personHref(view, person, 'forget');
  return (
    <div class="heading">
      <div>
        <h1>
          <Datum text={person.value} view={view} />
        </h1>
        <p class="small">{texts.person.kinds[person.by]}</p>
      </div>
      {href !== null && (
        <a class="button" href={href}>
          {texts.person.forget}
        </a>
      )}
    </div>
  );
}

interface NamesProps {
  readonly view: SiteView;
  readonly names: readonly PersonKey[];
  /** Number of further names, whose events are not shown. */
  readonly more: number;
}

/** The other names by which the same events name somebody, each with a page of its own. */
function Names({ view, names, more }: NamesProps): VNode | null {
  const { texts, numbers } = view;
  if (names.length === 0) return null;
  return (
    <div class="names small">
      <p>{texts.person.together}</p>
      <ul class="chips">
        {names.map((other) => (
          <li class="chip">
            <span>{texts.events.members[other.by]}</span>{' '}
            <b>
              <MaybeLink href={personHref(view, other)}>
                <Datum text={other.value} view={view} />
              </MaybeLink>
            </b>
          </li>
        ))}
      </ul>
      {more > 0 && <p>{texts.person.moreNames(numbers.count(more))}</p>}
    </div>
  );
}

/** Events by days, and in these by visits. */
function Story({ view, found }: { view: SiteView; found: EventList }): VNode {
  const days = groupVisits(found.events.map(readShown), (ms) => dayOf(ms, view.timezone));
  return (
    <>
      {days.map(({ day, stretches }) => (
        <section class="day">
          <h2>{view.days.span(day, day)}</h2>
          {stretches.map((stretch) => (
            <StretchOf view={view} stretch={stretch} />
          ))}
        </section>
      ))}
    </>
  );
}

function StretchOf({ view, stretch }: { view: SiteView; stretch: Stretch }): VNode {
  const { texts, days, numbers } = view;
  const { isVisit, events } = stretch;
  const views = events.filter(({ type }) => type === 'pageview').length;
  const [last, first] = [events[0]?.timeMs ?? 0, events.at(-1)?.timeMs ?? 0];
  return (
    <div class={isVisit ? 'visit' : 'apart'}>
      {isVisit && (
        <h3 class="small">
          {texts.person.visit(days.clock(first), days.clock(last), numbers.count(views), views)}
        </h3>
      )}
      <ol class="events">
        {events.map((event) => (
          <li data-id={event.text('id')}>
            <EventLine view={view} event={event} />
          </li>
        ))}
      </ol>
    </div>
  );
}
