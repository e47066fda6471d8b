import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fillTable, readWords, writeTable } from '../../../../test/support/page-tables.ts';
import { assemble } from '../../src/assemble.ts';
import { openJournal } from '../journal/sample-journal.ts';

// `pnpm reference` writes the table.

const path = new URL('../../../../docs/routes.md', import.meta.url).pathname;

it('docs/routes.md shows every route, and its methods', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hitmark-routes-'));
  for (const name of ['apple-app-site-association', 'assetlinks.json']) {
    writeFileSync(join(folder, name), '{}');
  }
  const assembly = assemble({
    journal: await openJournal(),
    appLinks: { folder },
    metrics: { token: 'a-token-that-nobody-knows' },
    logLevel: 'silent',
  });
  assembly.close();
  rmSync(folder, { recursive: true });
  const page = readFileSync(path, 'utf8');
  const words = readWords(page, 'routes');
  const order = [...words.keys()];
  const rows = Object.values(assembly.routes)
    .flat()
    .flatMap(({ paths, takesToken, methods }) =>
      paths.map((route) => {
        const named = route.replace(/\.[\da-f]{8,}\.js$/, '.<hash>.js');
        const cell = `\`${named}${takesToken === true ? '/<token>' : ''}\``;
        return [cell, (methods ?? ['any']).join(', '), words.get(cell) ?? ''];
      }),
    )
    .toSorted(([a = ''], [b = '']) => order.indexOf(a) - order.indexOf(b));
  expect(
    rows.filter((row) => row.at(-1) === ''),
    'routes without words',
  ).toEqual([]);
  const table = writeTable(['route', 'methods', 'does'], rows);
  await expect(fillTable(page, 'routes', table)).toMatchFileSnapshot(path);
});
