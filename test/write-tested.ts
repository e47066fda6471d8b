import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { situationPage, type FileResult } from './support/situation-table.ts';

// `pnpm tested`: runs the tests of the tag in all engines and writes docs/tested.md from those that passed.

const page = new URL('../docs/tested.md', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'hitmark-tested-'));
const file = join(folder, 'report.json');
const { status } = spawnSync(
  'vitest',
  [
    'run',
    '--config',
    'test/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    'test/tag-',
  ],
  { stdio: 'inherit' },
);
if (status === 0) {
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as { testResults: FileResult[] };
  writeFileSync(page, situationPage(testResults));
  console.log('docs/tested.md is written');
} else {
  console.error('docs/tested.md stays as it was: tests failed');
  process.exitCode = 1;
}
rmSync(folder, { recursive: true });
