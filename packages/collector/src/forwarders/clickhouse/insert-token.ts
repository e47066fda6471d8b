import { createHash } from 'node:crypto';
import type { StoredEvent } from '../../journal/index.ts';
import type { Batch } from './batch-log.ts';

/**
 * Name of a batch, by which ClickHouse recognises one that it already has. A journal that was restored from a backup gives
 * its sequences to other events: the digest tells such batches apart.
 */
export function tokenOfBatch(journalId: string, { first, last, digest }: Batch): string {
  return [journalId, first, last, digest].join(' ').trimEnd();
}

/** Name of a dead letter that is inserted again. ClickHouse has no earlier try of it: that was refused. */
export function tokenOfDeadLetter(journalId: string, event: StoredEvent): string {
  return `${journalId} again ${event.sequence} ${digestOf([event])}`;
}

/** Digest of events as the journal has them. */
export function digestOf(events: readonly StoredEvent[]): string {
  const hash = createHash('sha256');
  for (const { event } of events) hash.update(event).update('\n');
  return hash.digest('hex').slice(0, 16);
}
