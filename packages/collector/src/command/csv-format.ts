import { eventColumns, parseEvent, type ColumnValue } from '@hitmark/codec/event';
import { escapeControls } from '../escape-controls.ts';
import type { EventFormat } from './event-formats.ts';

/** All but the version of the JSON, which a table does not have. */
const columns = eventColumns.filter(({ name }) => name !== 'v');

/** RFC 4180, with the columns' names in the first line. Lists and objects are JSON. */
export const csv: EventFormat = {
  head: line(columns.map(({ name }) => name)),
  line(event) {
    const parsed = parseEvent(event);
    return line(columns.map(({ read }) => cell(read(parsed))));
  },
};

function line(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}

/** A spreadsheet takes what begins like this for a formula; `'` makes it text again. */
const formula = /^[=+\-@]/;

function cell(value: ColumnValue | null): string {
  const content = escapeControls(contentOf(value));
  return `"${(formula.test(content) ? `'${content}` : content).replaceAll('"', '""')}"`;
}

/** Nothing for an empty list or object. */
function contentOf(value: ColumnValue | null): string {
  if (typeof value !== 'object') return String(value);
  return value === null || Object.keys(value).length === 0 ? '' : JSON.stringify(value);
}
