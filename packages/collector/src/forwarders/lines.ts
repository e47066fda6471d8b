import { escapeControls } from '../escape-controls.ts';
import { eventTypes, type Event } from '../event.ts';
import type { StoredEvent } from '../journal/index.ts';

/**
 * A line of JSON for each event of some types. Beside what a terminal obeys this escapes the separators
 * (U+2028, U+0085 …) at which some readers of lines would cut one in two.
 */
export function linesOf(
  events: readonly Pick<StoredEvent, 'event'>[],
  types: readonly Event['type'][],
): string[] {
  const all = eventTypes.every((type) => types.includes(type));
  return events
    .filter(({ event }) => all || types.includes((JSON.parse(event) as Pick<Event, 'type'>).type))
    .map(({ event }) => `${escapeControls(event)}\n`);
}
