import { aptInstall } from '../support/apt-install.ts';
import { printResults, runTests } from '../support/run-tests.ts';
import { installPackages } from './install-packages.ts';
import { installKafka, missingForKafka } from './kafka/jars.ts';

// `pnpm test:engines [part of a file's name …]`: installs the engines and runs their tests. What can't run
// here is named, and fails in CI. The last line says `N passed, N failed`.

const notRun: string[] = [];

installPackages();
if (process.env['CI'] && missingForKafka().length > 0)
  aptInstall(['default-jre-headless', 'maven']);
const missing = missingForKafka();
if (missing.length === 0) installKafka();
else leaveOut('kafka', missing);

const results = runTests(['--config', 'test/engines/vitest.config.ts', ...process.argv.slice(2)]);
for (const name of notRun) console.log(`not run: ${name}`);
const failed = [...(process.env['CI'] ? notRun : []), ...results.failed];
printResults({ ...results, failed });
process.exitCode = failed.length > 0 ? 1 : 0;

function leaveOut(folder: string, programs: readonly string[]): void {
  const all = programs.join(' and ');
  notRun.push(
    `the tests of test/engines/${folder}: ${all} is missing (apt-get install default-jre-headless maven)`,
  );
  process.env['HITMARK_ENGINES_NOT_RUN'] = folder;
}
