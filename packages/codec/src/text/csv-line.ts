import { escapeControls } from './escape-controls.ts';

/**
 * Beginnings of a text that a spreadsheet takes for a formula: at the beginning of a cell, and after a
 * semicolon, at which it cuts in half of the world, where our quotes stand amid a cell and quote nothing.
 * Spaces and quotes before the sign are taken away, and the wide forms of signs are read as the narrow ones. A
 * tab or a new line there is none: these are escaped.
 */
const formula = /(^|;)(?=[\s"]*[=+\-@＝＋－＠﹦﹢﹣﹫])/g;

/**
 * Writes a line of CSV (RFC 4180) that is safe to open in a spreadsheet: a text that could be a formula is
 * made text again by a `'` before it, and controls are escaped. Numbers stay numbers, also negative ones.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => `"${contentOf(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

function contentOf(cell: string | number | null): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  return escapeControls(cell).replace(formula, "$1'");
}
