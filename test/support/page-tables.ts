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
