import type { Options } from '../../configuration/index.ts';
import { createUserAgentReader } from '../../enrich/user-agent-cache.ts';
import { createJournal } from '../../ingest/journal.ts';
import { openJournalReader } from '../../journal/index.ts';
import { createCleaner } from '../../pipeline/hit/star-parameters.ts';
import { decidePostedEvents } from '../../pipeline/posted-event/decide-posted-events.ts';
import { createIds } from '../../visitors/ids.ts';
import { journalOptions } from '../serving/journal-options.ts';
import type { SentOutcome } from './post-sent.ts';
import type { SentInput } from './read-sent.ts';

/**
 * Writes it into the journal of the data folder, whether or not a collector runs.
 *
 * @param received Unix ms
 * @throws JournalError
 */
export async function appendSent(
  { events }: SentInput,
  site: string | null,
  options: Options,
  received: number,
): Promise<SentOutcome> {
  // A folder that was mistyped must not become a journal.
  openJournalReader(options.data).close();
  const deps = {
    ids: createIds(),
    readUserAgent: createUserAgentReader(),
    ...createCleaner(options.privacy.starredParameters),
  };
  const { entries } = decidePostedEvents({ received, events, site }, options, deps);
  const journal = await createJournal(journalOptions(options));
  try {
    const sequences = await journal.append(entries);
    const duplicate = sequences.filter((sequence) => sequence === null).length;
    return { stored: sequences.length - duplicate, duplicate };
  } finally {
    await journal.close();
  }
}
