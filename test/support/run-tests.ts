import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesToRunAgain, readVitestReport, type VitestReport } from './vitest-report.ts';

/** The results of tests of which some were run twice. */
export interface TestResults {
  readonly passed: number;
  /** Lines that name each failed test and its fault. */
  readonly failed: readonly string[];
  /** Lines that name the tests that failed at first, and passed when they were run again; they count as passed. */
  readonly passedAgain: readonly string[];
  readonly tests: VitestReport['tests'];
}

/** Runs vitest, and once more, one at a time, the files in which tests failed. */
export function runTests(args: readonly string[]): TestResults {
  // What is random in tests is the same when they are run again.
  process.env['SEED'] ??= String(Date.now() % 1_000_000);
  const first = runVitest(args);
  const again = filesToRunAgain(first.failures);
  if (again.length === 0) {
    return { passed: first.passed, failed: lines(first), passedAgain: [], tests: first.tests };
  }
  console.log(`\n# again, alone: ${again.join(', ')}`);
  const second = runVitest([...args, '--maxWorkers=1', ...again]);
  const passesNow = ({ file, name }: VitestReport['failures'][number]): boolean =>
    again.includes(file) && second.complete && !second.failures.some((now) => now.name === name);
  const { yes = [], no = [] } = Object.groupBy(first.failures, (failure) =>
    passesNow(failure) ? 'yes' : 'no',
  );
  return {
    passed: first.passed + yes.length,
    failed: lines({ failures: no }),
    passedAgain: lines({ failures: yes }),
    tests: first.tests,
  };
}

/** Prints what failed, and last the line with the numbers. */
export function printResults({ passed, failed, passedAgain }: Omit<TestResults, 'tests'>): void {
  printList('passed only when run again, alone', passedAgain);
  printList('failed', failed);
  console.log(`\n${passed} passed, ${failed.length} failed`);
}

function printList(title: string, items: readonly string[]): void {
  if (items.length > 0) console.log([`\n${title}:`, ...items].join('\n  '));
}

function lines({ failures }: Pick<VitestReport, 'failures'>): string[] {
  return failures.map(({ name, message }) => `${name}: ${message}`);
}

function runVitest(args: readonly string[]): VitestReport {
  const folder = mkdtempSync(join(tmpdir(), 'hitmark-test-'));
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { status } = spawnSync('vitest', ['run', ...args, ...reporters], { stdio: 'inherit' });
  const report = readVitestReport(file, status === 0);
  rmSync(folder, { recursive: true });
  return report;
}
