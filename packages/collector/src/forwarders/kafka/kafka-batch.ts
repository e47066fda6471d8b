import type { StoredEvent } from '../../journal/index.ts';

/** Characters of events that are sent at once. By default Kafka takes 1 MiB. */
export const charactersPerBatch = 500_000;

/** Takes the first events that together have at most the limit's characters; one at least. */
export function firstOf(
  events: readonly StoredEvent[],
  maxCharacters: number,
): readonly StoredEvent[] {
  let characters = 0;
  const end = events.findIndex(({ event }) => (characters += event.length) > maxCharacters);
  return end < 0 ? events : events.slice(0, Math.max(1, end));
}
