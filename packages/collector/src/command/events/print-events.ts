import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { parseEvent } from '@hitmark/codec/event';
import type { JournalReader, StoredEvent } from '../../journal/index.ts';
import type { EventFilter } from './event-filter.ts';
import type { EventFormat } from './event-format.ts';

/** Rows a page: enough to be quick, few enough to hold no snapshot for long. */
const pageSize = 1_000;

/**
 * Goes through the events after a sequence, in commit order, page by page: those that a filter chooses,
 * with the last sequence that was looked at. Between pages it lets the process hear signals.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function* eachPage(
  reader: JournalReader,
  after: number,
  filter: EventFilter | null,
  signal: AbortSignal,
): AsyncGenerator<{ readonly chosen: readonly StoredEvent[]; readonly last: number }> {
  for (let last = after; ;) {
    await turn();
    signal.throwIfAborted();
    const page = reader.page(last, pageSize);
    const latest = page.at(-1);
    if (latest === undefined) return;
    last = latest.sequence;
    const isChosen = ({ event }: StoredEvent): boolean =>
      filter === null || filter(parseEvent(event));
    yield { chosen: page.filter(isChosen), last };
  }
}

/**
 * Writes to stdout, and waits until it takes more.
 *
 * @throws the signal's reason, when it is aborted meanwhile
 */
export async function print(text: string, signal?: AbortSignal): Promise<void> {
  if (text === '' || process.stdout.write(text)) return;
  await once(process.stdout, 'drain', { signal }).catch(() => signal?.throwIfAborted());
}

/** The lines of events. */
export function formatEvents(events: readonly StoredEvent[], format: EventFormat): string {
  return events.map(({ event }) => format.line(event)).join('');
}
