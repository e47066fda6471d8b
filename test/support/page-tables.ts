import { expect } from 'vitest';

/** Puts a table between the two comments of a page that name it. */
export function fillTable(text: string, name: string, lines: string): string {
  const place = new RegExp(`(<!-- ${name}:[^>]*-->\\n)[^]*?(<!-- /${name} -->)`);
  expect(text).toMatch(place);
  return text.replace(place, (_, start, end) => `${start}\n${lines}\n${end}`);
}

/** Writes a table in columns, as the formatter has them. */
export function writeTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, at) =>
    Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |\n`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return line(head) + rule + rows.map(line).join('');
}

/**
 * Reads the last cells of a table that stands in a page, by its first cells: words that are written by hand beside
 * what the code says.
 */
export function readWords(text: string, name: string): ReadonlyMap<string, string> {
  const [, table = ''] =
    new RegExp(`<!-- ${name}:[^>]*-->([^]*?)<!-- /${name} -->`).exec(text) ?? [];
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  return new Map(
    rows.map((line) => {
      // A bar inside a cell is escaped.
      const cells = line.split(/(?<!\\)\|/).slice(1, -1);
      return [cells[0]?.trim() ?? '', cells.at(-1)?.trim() ?? ''];
    }),
  );
}
