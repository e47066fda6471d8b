import { eventTypes, type Event } from '../event.ts';
import type { StoredEvent } from '../journal/index.ts';

/** The JSON text of the events of some types. */
export function wanted(
  events: readonly Pick<StoredEvent, 'event'>[],
  types: readonly Event['type'][],
): string[] {
  const texts = events.map(({ event }) => event);
  if (eventTypes.every((type) => types.includes(type))) return texts;
  return texts.filter((text) => types.includes((JSON.parse(text) as Pick<Event, 'type'>).type));
}
