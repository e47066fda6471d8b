import { parseEvent, type ParsedEvent } from '@hitmark/codec/event';
import QuickLRU from 'quick-lru';
import { readAddress, type PageAddress } from './page-address.ts';
import { createOwnHosts, readTouch, type Touch } from './touch.ts';

/** An event of the source: its place in commit order and its JSON text. */
export interface SourceEvent {
  readonly sequence: number;
  readonly event: string;
}

/** An event with derived facts, such as its source: derived once, so that no query need do it. */
export interface ReadEvent {
  readonly sequence: number;
  readonly event: ParsedEvent;
  readonly timeMs: number;
  readonly address: PageAddress | null;
  readonly touch: Touch | null;
}

/** Greatest number of addresses that are kept parsed: enough for the pages of a busy site. */
const keptAddresses = 10_000;

/**
 * Creates a reader of events. It returns null for an event without type or time, which another program has written:
 * such an event is not counted.
 *
 * @param ownHosts hosts of the sites' own, which are no source of visitors
 */
export function createEventReader(
  ownHosts: readonly string[],
): (from: SourceEvent) => ReadEvent | null {
  const isOwnHost = createOwnHosts(ownHosts);
  const addresses = new QuickLRU<string, PageAddress | null>({ maxSize: keptAddresses });

  function addressOf(url: string | null): PageAddress | null {
    if (!url) return null;
    const kept = addresses.get(url);
    if (kept !== undefined) return kept;
    const address = readAddress(url);
    addresses.set(url, address);
    return address;
  }

  return ({ sequence, event: text }) => {
    const event = parseEvent(text);
    const timeMs = event.time === null ? Number.NaN : Date.parse(event.time);
    if (event.type === null || Number.isNaN(timeMs)) return null;
    const address = addressOf(event.url);
    const touch = readTouch(event, address, isOwnHost);
    return { sequence, event, timeMs, address, touch };
  };
}
