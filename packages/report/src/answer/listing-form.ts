import { parseEvent } from '@hitmark/codec/event';
import { memberColumns } from '../ingest/row-columns.ts';
import type { Row } from '../store/engine.ts';
import { eventFromRow, listedColumns } from './event-from-row.ts';

/** Columns that a listing reads, and the way from them to an event. */
export interface ListingForm {
  readonly columns: readonly string[];
  readonly read: (row: Row) => ReturnType<typeof eventFromRow>;
}

/** Reads events from their columns, for a store that keeps nothing else of them. */
export const fromColumns: ListingForm = { columns: listedColumns, read: eventFromRow };

/** Reads events from their JSON, into the same form as from columns. */
export const fromText: ListingForm = {
  columns: ['sequence', 'event'],
  read([sequence, text]) {
    const event = parseEvent(String(text));
    const from = { sequence: Number(sequence), event, timeMs: 0, address: null, touch: null };
    const values = memberColumns.map(({ read }) => read(from));
    return eventFromRow([from.sequence, ...(values as Row)]);
  },
};
