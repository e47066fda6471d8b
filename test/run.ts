import { spawnSync } from 'node:child_process';
import { installChromium } from './support/install-chromium.ts';
import { installEngines } from './support/install-engines.ts';
import { installInCi } from './support/install-in-ci.ts';
import { mailPrograms } from './support/mail/programs.ts';
import { otherPrograms } from './support/other-programs.ts';
import { printResults, runTests } from './support/run-tests.ts';

// The test command: `pnpm test [group …]`. Without a group it runs what a contributor needs to know, in
// the order in which a failure is cheapest to find; `long` has many thousand random cases, and `attacks`
// takes a quiet machine. It ends with one line, `N passed, N failed`, which counts the checks and the tests.

/** Projects of vitest in each group of tests. */
const groups: Readonly<Record<string, readonly string[]>> = {
  tests: ['unit', 'parts', 'whole', 'alone'],
  long: ['long-on-source', 'long-on-built'],
  attacks: ['attacks'],
  packages: ['packages'],
  engines: ['firefox', 'webkit', 'pages'],
};

/** Each is a command of the workspace; its name is what it proves. */
const checks: readonly (readonly [name: string, ...command: string[]])[] = [
  ['types are right, and everything builds', 'pnpm', 'build'],
  ['code follows the rules, imports keep to their packages', 'pnpm', 'lint'],
  ['nothing is unused', 'pnpm', 'knip'],
  ['packages are fit to publish', 'pnpm', 'publint'],
  ['browser scripts are within their sizes', 'pnpm', 'size-limit'],
];

let passed = 0;
const slow: [name: string, ms: number][] = [];
const faults: string[] = [];
const passedAgain: string[] = [];

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(groups, name));
if (unknown.length > 0) {
  console.error(
    `There is no group ${unknown.join(', ')}. Groups: ${Object.keys(groups).join(', ')}.`,
  );
  process.exit(2);
}

for (const [name, command, ...args] of checks) {
  check(name, () => run(command, args));
}
check('a browser is there', () => {
  process.env['CHROMIUM_PATH'] = installChromium();
  return true;
});
check('the programs that write emails for the tests are there, in CI', () =>
  installInCi(mailPrograms),
);
check('nginx, Caddy, PHP and Go are there, in CI', () => installInCi(otherPrograms));
if (chosen.includes('engines')) check('Firefox and WebKitGTK are there', installEngines);
for (const group of chosen.length > 0 ? chosen : ['tests']) runGroup(group);

if (slow.length > 0) {
  console.log('\nlongest tests:');
  for (const [name, ms] of slow) console.log(`  ${(ms / 1000).toFixed(1).padStart(5)} s  ${name}`);
}
printResults({ passed, failed: faults, passedAgain });
process.exitCode = faults.length > 0 ? 1 : 0;

function check(name: string, holds: () => boolean): void {
  console.log(`\n# ${name}`);
  try {
    if (holds()) passed += 1;
    else throw new Error(`failed: ${name}`);
  } catch (error) {
    faults.push(name);
    console.error(error instanceof Error ? error.message : error);
  }
}

function run(command = '', args: readonly string[] = []): boolean {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

function runGroup(group: string): void {
  console.log(`\n# ${group}`);
  const projects = (groups[group] ?? []).flatMap((name) => ['--project', name]);
  const results = runTests(['--config', 'test/vitest.config.ts', ...projects]);
  passed += results.passed;
  faults.push(...results.failed);
  passedAgain.push(...results.passedAgain);
  for (const test of results.tests.toSorted((a, b) => b.ms - a.ms).slice(0, 5)) {
    slow.push([test.name, test.ms]);
  }
}
