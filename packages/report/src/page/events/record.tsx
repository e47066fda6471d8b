import type { ComponentChildren, VNode } from 'preact';
import { ActorMark } from '../parts/actor-mark.tsx';
import { Datum } from '../parts/datum.tsx';
import { MaybeLink } from '../parts/maybe-link.tsx';
import { shown } from '../format/shown.ts';
import { personMembers } from '../../query/person-key.ts';
import { personHref } from '../person/person-href.ts';
import type { PageFilter } from '../state/filter-text.ts';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import type { ShownEvent } from './read-event.ts';
import { groupRecord, type RecordMember } from './record-groups.ts';

export interface RecordProps {
  readonly view: SiteView;
  readonly event: ShownEvent;
}

/** The whole of an event: what happened, who caused it and how that is known, and where they came from. */
export function EventRecord({ view, event }: RecordProps): VNode {
  const { texts, days, numbers } = view;
  const { what, who, whence } = groupRecord(event);
  return (
    <div class="record" id={`event-${event.sequence}`}>
      <section>
        <h3>{texts.events.groups.what}</h3>
        <dl>
          <Member name={texts.events.members['time'] ?? 'time'}>{days.moment(event.timeMs)}</Member>
          <Members view={view} members={what} />
        </dl>
      </section>
      <section>
        <h3>{texts.events.groups.who}</h3>
        <dl>
          <Member name={texts.dimensions['actor']?.[0] ?? 'actor'}>
            <ActorMark actor={event.actor} />
            <b>{texts.events.actors[event.actor]}</b>
            <Reasons view={view} event={event} />
          </Member>
          <Members view={view} members={who} />
        </dl>
      </section>
      <section>
        <h3>{texts.events.groups.whence}</h3>
        <dl>
          <Members view={view} members={whence} />
          <Member name={texts.events.members['sequence'] ?? 'sequence'}>
            {numbers.count(event.sequence)}
          </Member>
        </dl>
      </section>
      <details class="whole">
        <summary>{texts.events.whole}</summary>
        <pre class="code" tabIndex={0}>
          {visible(JSON.stringify(event.record, null, 2))}
        </pre>
      </details>
    </div>
  );
}

function Member({ name, children }: { name: string; children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>
        <bdi>{shown(name)}</bdi>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function Members({ view, members }: { view: SiteView; members: readonly RecordMember[] }): VNode {
  const { texts } = view;
  return (
    <>
      {members.map(({ path, text, dimension }) => (
        <Member name={texts.events.members[path] ?? path}>
          <MaybeLink href={personOf(view, path, text) ?? filterHref(view, dimension, text)}>
            <Datum text={text} view={view} {...(path === 'client.country' && { of: 'country' })} />
          </MaybeLink>
        </Member>
      ))}
    </>
  );
}

/** Address of the page of the person that a member names; null: it names nobody, or there is no such page. */
function personOf(view: SiteView, path: string, value: string): string | null {
  const by = personMembers.find((member) => member === path);
  return by === undefined ? null : personHref(view, { by, value });
}

/** The events that have the same value besides. */
function filterHref(
  { site, state }: SiteView,
  dimension: RecordMember['dimension'],
  text: string,
): string | null {
  if (dimension === null || text === '') return null;
  const filter: PageFilter = { operator: 'is', dimension, values: [text] };
  return links.events(site, state, state.metric, [filter]);
}

/** Reasons for an event's actor. */
function Reasons({ view, event }: RecordProps): VNode {
  const { texts, site, state } = view;
  const { reasons, actor } = event;
  if (reasons.length === 0) {
    return <p class="small">{texts.events.noReason[actor]}</p>;
  }
  return (
    <ul class="small">
      {reasons.map((reason) => (
        <li>
          <MaybeLink
            href={links.events(site, state, state.metric, [
              { operator: 'is', dimension: 'actor_reason', values: [reason] },
            ])}
          >
            <code>{shown(reason)}</code>
          </MaybeLink>{' '}
          {texts.reasons[reason] ?? ''}
        </li>
      ))}
    </ul>
  );
}

/** JSON in which characters that turn the direction, or can't be seen, stand as their escapes. */
function visible(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
