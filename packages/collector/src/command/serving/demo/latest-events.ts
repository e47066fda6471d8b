import { openJournalReader } from '../../../journal/index.ts';
import { sampleSite } from '../../reports/sample-site.ts';
import { shownEvent, type ShownEvent } from './event-row.ts';

/** Number of events that are read: enough to find those of an email behind those of pages. */
const defaultCount = 200;

/** The newest events of a journal, without the sample. */
export interface LatestEvents {
  /** Changes with each event. */
  readonly sequence: number;
  /** Newest first. */
  readonly events: readonly ShownEvent[];
}

/** Sequence of a journal's newest event. */
export function lastSequence(folder: string): number {
  const reader = openJournalReader(folder);
  try {
    return reader.lastSequence();
  } finally {
    reader.close();
  }
}

/** Reads the newest events of a journal. */
export function latestEvents(folder: string, count = defaultCount): LatestEvents {
  const reader = openJournalReader(folder);
  try {
    const sequence = reader.lastSequence();
    const events = reader
      .page(sequence - count, count)
      .map(({ event }) => shownEvent(event))
      .filter(({ event }) => event.site !== sampleSite)
      .toReversed();
    return { sequence, events };
  } finally {
    reader.close();
  }
}
