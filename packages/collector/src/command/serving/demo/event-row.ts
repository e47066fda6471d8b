import { parseEvent, type ParsedEvent } from '@hitmark/codec/event';
import { writeRecord } from './record.ts';
import type { Row } from './row.ts';

/** An event, and its JSON as it is on disk. */
export interface ShownEvent {
  readonly event: ParsedEvent;
  readonly json: object;
}

/** Reads an event's text, as it stands on disk. A text of some other program is an event without members. */
export function shownEvent(text: string): ShownEvent {
  return { event: parseEvent(text), json: objectOf(text) };
}

function objectOf(text: string): object {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

/**
 * Makes the row of an event.
 *
 * @param list name of the list it stands in
 * @param latest 'record': it is the newest, and its record is marked so; 'open': it is open only
 */
export function eventRow(
  { event, json }: ShownEvent,
  list: string,
  latest: 'record' | 'open' | null,
): Row {
  return {
    id: `${list}-${event.id}`,
    kind: event.type ?? '',
    name: event.name ?? event.message ?? (event.search === null ? null : `“${event.search}”`),
    place: placeOf(event) ?? event.site,
    mark: { name: event.actor, text: event.actor },
    time: event.time ?? '',
    isOpen: latest !== null,
    details: writeRecord(json, latest === 'record'),
  };
}

/** Address of an event, or the target of a click, without the scheme. */
export function placeOf({ url, link }: Pick<ParsedEvent, 'url' | 'link'>): string | null {
  return (link?.url ?? url)?.replace(/^https?:\/\//, '') ?? null;
}
