import { eventColumns, parseEvent, type ColumnValue } from '@hitmark/codec/event';
import { csvLine } from '@hitmark/codec/text';
import type { EventFormat } from './event-format.ts';

/** All but the version of the JSON, which a table does not have. */
const columns = eventColumns.filter(({ name }) => name !== 'v');

/** RFC 4180, with the columns' names in the first line. Lists and objects are JSON. */
export const csv: EventFormat = {
  head: `${columns.map(({ name }) => name).join(',')}\r\n`,
  line(event) {
    const parsed = parseEvent(event);
    return csvLine(columns.map(({ read }) => contentOf(read(parsed))));
  },
};

/** Nothing for an empty list or object. */
function contentOf(value: ColumnValue | null): string | number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'object') return String(value);
  return value === null || Object.keys(value).length === 0 ? null : JSON.stringify(value);
}
