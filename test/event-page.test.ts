import { readFileSync } from 'node:fs';
import { actorReasons, eventColumns, type EventColumn } from '@hitmark/codec/event';
import { expect, it } from 'vitest';
import { fillTable, writeTable } from './support/page-tables.ts';

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
  const filled = fillTable(
    fillTable(text, 'columns', writeTable(['member', 'form', 'left out', 'is'], columns)),
    'reasons',
    writeTable(['reason', 'actor', 'because'], reasons),
  );
  await expect(filled).toMatchFileSnapshot(page.pathname);
});

function choicesOf({ path, choices }: EventColumn): string {
  if (choices === null || path === 'actor_reasons') return '';
  return ` ${choices.map((each) => `\`${each}\``).join(', ')}.`;
}
