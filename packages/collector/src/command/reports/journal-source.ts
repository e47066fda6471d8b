import type { SourceEvent } from '@hitmark/report/store';
import type { JournalReader } from '../../journal/index.ts';

/** The journal as the report reads it. */
export interface JournalSource {
  readonly id: string;
  /** Events after a sequence, in commit order. */
  read(after: number, limit: number): readonly SourceEvent[];
}

/**
 * Makes the report's source of a journal. Each read takes some ms of its thread.
 *
 * @throws JournalError where only an older version has written the journal
 */
export function journalSource(reader: Pick<JournalReader, 'id' | 'page'>): JournalSource {
  return {
    id: reader.id(),
    read: (after, limit) =>
      reader.page(after, limit).map(({ sequence, event }) => ({ sequence, event })),
  };
}
