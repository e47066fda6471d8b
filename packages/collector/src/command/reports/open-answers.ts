import type { Answer } from '@hitmark/report/query';
import type { Options } from '../../configuration/index.ts';
import { openJournalReader } from '../../journal/index.ts';
import type { Progress } from '../erasing/progress.ts';
import { journalSource } from './journal-source.ts';
import { openOwnStore } from './own-store.ts';
import { findCollector } from './running/ask-collector.ts';

/** Answers to queries, from a running collector or from the report's file. */
export interface Answers {
  /**
   * Answers a query of the query API.
   *
   * @throws CommandError
   */
  query(query: object): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * Asks the collector that runs the report of the data folder; where none does, opens the store itself and
 * brings it up to date with the journal.
 *
 * @throws CommandError, JournalError, the signal's reason
 */
export async function openAnswers(
  options: Options,
  progress: Progress,
  signal: AbortSignal,
): Promise<Answers> {
  const collector = await findCollector(options.data);
  if (collector !== null) {
    return { query: (query) => collector.ask('query', query), async close() {} };
  }
  const reader = openJournalReader(options.data);
  try {
    return await openOwnStore(options, journalSource(reader), {
      end: reader.newestSequence(),
      progress,
      signal,
    });
  } finally {
    reader.close();
  }
}
