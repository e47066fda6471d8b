import { eventTypes, type Event } from '../event.ts';
import type { NewEvent } from './follow-journal.ts';

/** The JSON text of the events of some types. */
export function wanted(events: readonly NewEvent[], types: readonly Event['type'][]): string[] {
  const texts = events.map(({ event }) => event);
  if (eventTypes.every((type) => types.includes(type))) return texts;
  return texts.filter((text) => types.includes((JSON.parse(text) as Pick<Event, 'type'>).type));
}
