import { csvLine } from '../text/csv-line.ts';
import { eventColumns, type ColumnValue } from './columns.ts';
import type { ParsedEvent } from './event.ts';

/** All but the version of the JSON, which a table does not have. */
const columns = eventColumns.filter(({ name }) => name !== 'v');

/** First line of a CSV file of events: the columns' names. */
export const eventCsvHead = `${columns.map(({ name }) => name).join(',')}\r\n`;

/** Writes an event as a line of CSV that is safe to open in a spreadsheet. Lists and objects are JSON. */
export function eventCsvLine(event: ParsedEvent): string {
  return csvLine(columns.map(({ read }) => contentOf(read(event))));
}

/** Content of a cell; null for an empty list or object. */
function contentOf(value: ColumnValue | null): string | number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'object') return String(value);
  return value === null || Object.keys(value).length === 0 ? null : JSON.stringify(value);
}
