import { eventColumns, parseEvent, type ColumnValue } from '@hitmark/codec/event';
import { escapeControls } from '../../text/escape-controls.ts';
import type { EventFormat } from './event-format.ts';

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

/**
 * Where a cell may begin whose content a spreadsheet takes for a formula: at the beginning, and after a
 * semicolon, at which it cuts in half of the world, where our quotes stand amid a cell and quote nothing.
 * Spaces and quotes before the sign are taken away, and the wide forms of signs are read as the narrow ones. A
 * tab or a new line there is none: these are escaped.
 */
const formula = /(^|;)(?=[\s"]*[=+\-@＝＋－＠﹦﹢﹣﹫])/g;

function cell(value: ColumnValue | null): string {
  // `'` makes it text again.
  const content = escapeControls(contentOf(value)).replace(formula, "$1'");
  return `"${content.replaceAll('"', '""')}"`;
}

/** Nothing for an empty list or object. */
function contentOf(value: ColumnValue | null): string {
  if (typeof value !== 'object') return String(value);
  return value === null || Object.keys(value).length === 0 ? '' : JSON.stringify(value);
}
