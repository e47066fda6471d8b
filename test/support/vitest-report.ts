import { readFileSync } from 'node:fs';

/** The results of one run of vitest. */
export interface VitestReport {
  readonly passed: number;
  readonly tests: readonly { readonly name: string; readonly ms: number }[];
  readonly failures: readonly Failure[];
  /** False where vitest ended before it could say how each file fared. */
  readonly complete: boolean;
}

interface Failure {
  readonly name: string;
  /** Path of the test file; empty where vitest itself failed. */
  readonly file: string;
  /** The first line of what went wrong. */
  readonly message: string;
}

/** The file of vitest's JSON reporter, as far as it is read here. */
interface ReportFile {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly duration?: number | null;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

/** Reads the file that vitest's JSON reporter wrote. A run without one, or that failed without a failed test, is a failure. */
export function readVitestReport(path: string, succeeded: boolean): VitestReport {
  const report = readReportFile(path);
  const failures = report === null ? [] : failuresOf(report);
  const explained = succeeded || failures.length > 0;
  if (!explained) failures.push({ name: 'vitest', file: '', message: 'ended with an error' });
  const tests = (report?.testResults ?? []).flatMap((file) => file.assertionResults);
  return {
    passed: report?.numPassedTests ?? 0,
    tests: tests.map(({ fullName, duration }) => ({ name: fullName, ms: duration ?? 0 })),
    failures,
    complete: report !== null && explained,
  };
}

/**
 * Files whose failures may come from what ran beside them. A counterexample that fast-check found is none
 * of these: it would be looked for at another place.
 */
export function filesToRunAgain(failures: readonly Failure[]): readonly string[] {
  const files = Map.groupBy(failures, ({ file }) => file);
  return [...files]
    .filter(
      ([file, found]) => file !== '' && !found.some(({ message }) => isCounterexample(message)),
    )
    .map(([file]) => file);
}

function isCounterexample(message: string): boolean {
  return message.includes('Property failed');
}

function failuresOf({ testResults }: ReportFile): Failure[] {
  return testResults.flatMap(({ name: file, status, message = '', assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length > 0) {
      return failed.map(({ fullName, failureMessages }) => ({
        name: fullName,
        file,
        message: firstLine(failureMessages?.[0] ?? ''),
      }));
    }
    // A file that could not even be loaded has no failed test, but has failed.
    return status === 'failed' ? [{ name: file, file, message: firstLine(message) }] : [];
  });
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}

function readReportFile(path: string): ReportFile | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ReportFile;
  } catch {
    return null;
  }
}
