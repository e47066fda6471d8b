import { readFileSync } from 'node:fs';
import { actorReasons, eventColumns, type EventColumn } from '@hitmark/codec/event';
import { expect, it } from 'vitest';

// `pnpm exec vitest run --config test/vitest.config.ts test/event-page.test.ts -u` writes the tables.

const page = new URL('../docs/event.md', import.meta.url);

it('docs/event.md shows the columns and the reasons that there are', async () => {
  const columns = eventColumns.map((column) => [
    `\`${column.path}\``,
    column.kind,
    column.presence === 'required' ? '' : `\`${JSON.stringify(column.missing)}\``,
    column.doc + choicesOf(column),
  ]);
  const reasons = Object.entries(actorReasons).map(([reason, { actor, because }]) => [
    `\`${reason}\``,
    `\`${actor}\``,
    because,
  ]);
  const text = readFileSync(page, 'utf8');
  const filled = fill(
    fill(text, 'columns', table(['member', 'form', 'left out', 'is'], columns)),
    'reasons',
    table(['reason', 'actor', 'because'], reasons),
  );
  await expect(filled).toMatchFileSnapshot(page.pathname);
});

function choicesOf({ path, choices }: EventColumn): string {
  if (choices === null || path === 'actor_reasons') return '';
  return ` ${choices.map((each) => `\`${each}\``).join(', ')}.`;
}

/** Puts a table between the two comments that name it. */
function fill(text: string, name: string, lines: string): string {
  const place = new RegExp(`(<!-- ${name}:[^>]*-->\\n)[^]*?(<!-- /${name} -->)`);
  expect(text).toMatch(place);
  return text.replace(place, (_, start, end) => `${start}\n${lines}\n${end}`);
}

/** In columns, as the formatter has them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, at) =>
    Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |\n`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return line(head) + rule + rows.map(line).join('');
}
