import { eventTypes, parseEvent, type EventType } from '@hitmark/codec/event';
import { escapeControls } from '@hitmark/codec/text';
import type { StoredEvent } from '../journal/index.ts';

/**
 * Returns a line of JSON for each event of some types. Control characters are escaped, so that a terminal does not act
 * on them; so are separators such as U+2028 and U+0085, at which some programs would cut a line in two.
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
