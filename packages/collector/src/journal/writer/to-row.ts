import { serializeEvent } from '@hitmark/codec/event';
import type { Entry } from '../entry.ts';
import type { Row } from '../thread-messages.ts';

/** Row of an entry in the file. */
export function toRow({ event, received, hit, webhook = null }: Entry): Row {
  return {
    received,
    event: serializeEvent(event),
    site: event.site,
    hitTime: hit?.time ?? null,
    hitIdentity: hit?.identity ?? null,
    webhook: webhook === null ? null : JSON.stringify(webhook),
  };
}
