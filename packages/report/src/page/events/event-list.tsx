import { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import type { ListedEvent } from '../../answer/list-events.ts';
import { ActorMark } from '../parts/actor-mark.tsx';
import { Datum } from '../parts/datum.tsx';
import type { SiteView } from '../view.ts';
import { readShown, type ShownEvent } from './read-event.ts';
import { EventRecord } from './record.tsx';
import { clientOf, EventSummary, whoOf } from './summary.tsx';

export interface EventListProps {
  readonly view: SiteView;
  readonly events: readonly ListedEvent[];
}

/** Events by their days, in the order they come in; each opens its whole record. */
export function EventList({ view, events }: EventListProps): VNode {
  const days = Map.groupBy(events.map(readShown), ({ timeMs }) => dayOf(timeMs, view.timezone));
  return (
    <>
      {[...days].map(([day, own]) => (
        <section class="day">
          <h2>{view.days.weekday(day)}</h2>
          <ol class="events">
            {own.map((event) => (
              <li data-id={event.text('id')}>
                <EventLine view={view} event={event} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

/** An event as a line, which opens its whole record. */
export function EventLine({ view, event }: { view: SiteView; event: ShownEvent }): VNode {
  const { texts, days } = view;
  return (
    <details class="event">
      <summary>
        <span class="at">{days.clockSeconds(event.timeMs)}</span>
        <span class="kind">{texts.events.types[event.type] ?? event.type}</span>
        <span class="what">
          <EventSummary view={view} event={event} />
        </span>
        <span class="who small">
          <Datum text={whoOf(event)} view={view} />
        </span>
        <span class="client small">
          <Datum text={clientOf(view, event)} view={view} />
        </span>
        <span class="actor">
          <ActorMark actor={event.actor} />
          {texts.events.actors[event.actor]}
        </span>
      </summary>
      <EventRecord view={view} event={event} />
    </details>
  );
}

/** Day of a moment, such as `2026-11-30`. */
export function dayOf(ms: number, timezone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(timezone)
    .toPlainDate()
    .toString();
}
