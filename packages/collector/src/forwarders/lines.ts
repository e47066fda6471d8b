import { eventTypes, parseEvent, type EventType } from '@hitmark/codec/event';
import { escapeControls } from '@hitmark/codec/text';
import type { StoredEvent } from '../journal/index.ts';

/**
 * A line of JSON for each event of some types. Beside what a terminal obeys this escapes the separators
 * (U+2028, U+0085 …) at which some readers of lines would cut one in two.
 */
export function linesOf(
  events: readonly Pick<StoredEvent, 'event'>[],
  types: readonly EventType[],
): string[] {
  const all = eventTypes.every((type) => types.includes(type));
  const isWanted = (event: string): boolean => {
    const { type } = parseEvent(event);
    return type !== null && types.includes(type);
  };
  return events
    .filter(({ event }) => all || isWanted(event))
    .map(({ event }) => `${escapeControls(event)}\n`);
}
