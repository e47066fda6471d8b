import type { ParsedEvent } from '@hitmark/codec/event';
import { createEventReader, type SourceEvent } from '../ingest/read-event.ts';
import { tableColumns } from './table-columns.ts';

/** Names of the columns of a row. */
export const writtenColumns: readonly string[] = [
  ...tableColumns.map(({ name }) => name),
  'journal',
  'event',
];

/** Writes events as rows of the table. */
export interface RowWriter {
  /**
   * A row in the format JSONCompactEachRow, with the event's own text beside its columns; null: an event without
   * type or time, which counts nowhere, or one that is left out.
   */
  write(event: SourceEvent, isLeftOut: (event: ParsedEvent) => boolean): string | null;
}

/**
 * @param journal id of the events' journal
 * @param ownHosts hosts of the sites' own, which are no source of visitors
 */
export function createRowWriter(journal: string, ownHosts: readonly string[]): RowWriter {
  const read = createEventReader(ownHosts);
  return {
    write(event, isLeftOut) {
      const found = read(event);
      if (found === null || isLeftOut(found.event)) return null;
      const values = tableColumns.map((column) => column.read(found));
      // An event of some other program may have none, and is kept as well.
      values[0] ??= `${journal}-${event.sequence}`;
      return `${JSON.stringify([...values, journal, event.event])}\n`;
    },
  };
}
