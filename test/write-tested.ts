import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { situationPage, type FileResult } from './support/situation-table.ts';

// `pnpm tested`: runs the tests of the tag in all engines and writes docs/tested.md from those that passed.

const page = new URL('../docs/tested.md', import.meta.url);

const engines = [
  { name: 'Chromium', project: 'whole', limits: 'All of it.' },
  {
    name: 'Firefox',
    project: 'firefox',
    limits: 'The same tests, without prerendering, which Firefox does not have.',
  },
  {
    name: 'WebKitGTK',
    project: 'webkit',
    limits:
      "Safari's engine, but not Safari, whose network code differs. It blocks third-party cookies, so no visitor is " +
      'recognised. Not run: tests of prerendering, which it does not have; tests of GPC, which it does not have, ' +
      "except those whose page sets it; tests that read a page's errors or log, which its driver does not report.",
  },
];

const folder = mkdtempSync(join(tmpdir(), 'hitmark-tested-'));
const tested = engines.map(({ project, ...engine }) => ({ ...engine, results: runTests(project) }));
rmSync(folder, { recursive: true });

if (tested.every(({ results }) => results !== null)) {
  writeFileSync(
    page,
    situationPage(tested.map((engine) => ({ ...engine, results: engine.results ?? [] }))),
  );
  console.log('docs/tested.md is written');
} else {
  console.error('docs/tested.md stays as it was: tests failed');
  process.exitCode = 1;
}

/** Null: a test failed. */
function runTests(project: string): readonly FileResult[] | null {
  const file = join(folder, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['run', '--config', 'test/vitest.config.ts', '--project', project, ...reporters];
  const { status } = spawnSync('vitest', [...args, 'test/tag-'], { stdio: 'inherit' });
  if (status !== 0) return null;
  return (JSON.parse(readFileSync(file, 'utf8')) as { testResults: FileResult[] }).testResults;
}
