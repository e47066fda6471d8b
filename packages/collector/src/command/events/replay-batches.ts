import type { StoredEvent } from '../../journal/index.ts';

/** Events of some pages, and the last sequence that was looked at. */
interface ReplayBatch {
  readonly events: readonly StoredEvent[];
  readonly last: number;
}

/** Characters of events after which none waits for others. */
const charactersPerBatch = 16_000_000;

/**
 * Puts the chosen events of pages together, up to the last that is to be handed on again, until there are enough.
 *
 * @param end sequence of the last
 * @param batchEvents events that are enough; 1: those of each page are
 */
export async function* batchesOf(
  pages: AsyncIterable<{ readonly chosen: readonly StoredEvent[]; readonly last: number }>,
  end: number,
  batchEvents: number,
): AsyncGenerator<ReplayBatch> {
  let events: StoredEvent[] = [];
  let characters = 0;
  let looked = 0;
  for await (const { chosen, last } of pages) {
    looked = last;
    for (const event of chosen) {
      if (event.sequence > end) break;
      events.push(event);
      characters += event.event.length;
    }
    const isEnough = events.length >= batchEvents || characters >= charactersPerBatch;
    if (isEnough || batchEvents === 1) {
      yield { events, last };
      events = [];
      characters = 0;
    }
    if (last >= end) break;
  }
  if (events.length > 0) yield { events, last: looked };
}
