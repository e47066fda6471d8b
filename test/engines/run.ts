import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aptInstall } from '../support/apt-install.ts';
import { installPackages } from './install-packages.ts';
import { installKafka, missingForKafka } from './kafka/jars.ts';

// `pnpm test:engines [part of a file's name …]`: installs the engines and runs their tests. What can't run
// here is named, and fails in CI. The last line says `N passed, N failed`.

let failed = 0;
const notRun: string[] = [];

installPackages();
if (process.env['CI'] && missingForKafka().length > 0)
  aptInstall(['default-jre-headless', 'maven']);
const missing = missingForKafka();
if (missing.length === 0) installKafka();
else leaveOut('kafka', missing);

const { passed, failedTests } = runTests(process.argv.slice(2));
for (const name of notRun) console.log(`not run: ${name}`);
console.log(`\n${passed} passed, ${failed + failedTests} failed`);
process.exitCode = failed + failedTests > 0 ? 1 : 0;

function leaveOut(folder: string, programs: readonly string[]): void {
  const all = programs.join(' and ');
  notRun.push(
    `the tests of test/engines/${folder}: ${all} is missing (apt-get install default-jre-headless maven)`,
  );
  process.env['HITMARK_ENGINES_NOT_RUN'] = folder;
  if (process.env['CI']) failed += 1;
}

function runTests(filters: readonly string[]): { passed: number; failedTests: number } {
  const folder = mkdtempSync(join(tmpdir(), 'hitmark-engines-'));
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${file}`];
  const config = ['--config', 'test/engines/vitest.config.ts'];
  const { status } = spawnSync('vitest', ['run', ...config, ...filters, ...reporters], {
    stdio: 'inherit',
  });
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    // A file that could not even be loaded has no failed test, but has failed.
    return {
      passed: report.numPassedTests,
      failedTests: report.numFailedTests || (status === 0 ? 0 : 1),
    };
  } catch {
    return { passed: 0, failedTests: 1 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Part of what vitest's JSON reporter writes. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}
