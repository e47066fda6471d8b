import type { Options } from '../../configuration/index.ts';
import type { JournalOptions } from '../../journal/index.ts';

/** Options of the journal, out of the configuration. */
export function journalOptions({ data, retentionDays, limits }: Options): JournalOptions {
  return {
    data,
    retentionDays,
    maxBytes: limits.maxJournalBytes,
    maxQueuedBytes: limits.maxQueuedBytes,
    minFreeBytes: limits.minFreeBytes,
  };
}
