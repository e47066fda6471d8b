import { serializeEvent } from '@hitmark/codec/event';
import type { Entry } from '../entry.ts';
import type { Row } from './thread-messages.ts';

/** What stands in the file of an entry. */
export function toRow({ event, received, hit, clickPlace = null, webhook = null }: Entry): Row {
  return {
    received,
    event: serializeEvent(event),
    // Unique indexes take nulls for different: a hit without a time is told apart by its random.
    hitTime: hit === null ? null : (hit.time ?? 0),
    hitIdentity: hit === null ? null : hit.identity,
    click: clickPlace === null ? null : { id: event.id, place: clickPlace },
    webhook: webhook === null ? null : JSON.stringify(webhook),
  };
}
