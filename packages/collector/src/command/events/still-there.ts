import type { JournalReader, StoredEvent } from '../../journal/index.ts';

/** Leaves out the events that the journal no longer has: whoever was forgotten since they were read must not come back. */
export function stillThere(
  reader: Pick<JournalReader, 'present'>,
  events: readonly StoredEvent[],
): readonly StoredEvent[] {
  const present = reader.present(events.map(({ sequence }) => sequence));
  return events.filter(({ sequence }) => present.has(sequence));
}
