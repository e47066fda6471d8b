import { parseEvent, type ParsedEvent } from '@hitmark/codec/event';
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
  /** Id of an event's row. */
  idOf(event: SourceEvent): string;
}

/**
 * @param journal id of the events' journal
 * @param ownHosts hosts of the sites' own, which are no source of visitors
 */
export function createRowWriter(journal: string, ownHosts: readonly string[]): RowWriter {
  const read = createEventReader(ownHosts);
  // An event of some other program may have none, and is kept as well.
  const idOf = (id: string | null, { sequence }: SourceEvent): string =>
    id ?? `${journal}-${sequence}`;
  return {
    idOf: (event) => idOf(parseEvent(event.event).id, event),
    write(event, isLeftOut) {
      const found = read(event);
      if (found === null || isLeftOut(found.event)) return null;
      const values = tableColumns.map((column) => column.read(found));
      values[0] = idOf(found.event.id, event);
      return `${JSON.stringify([...values, journal, event.event])}\n`;
    },
  };
}
