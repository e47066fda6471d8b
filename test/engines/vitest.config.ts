import { defineConfig } from 'vitest/config';

const root = new URL('../..', import.meta.url).pathname;

/** Folders of tests whose engine can't run here. */
const notRun = (process.env['HITMARK_ENGINES_NOT_RUN'] ?? '').split(',').filter((name) => name);

/** One file after another: each has processes of its own, and two cores are few. */
export default defineConfig({
  root,
  test: {
    name: 'engines',
    include: ['test/engines/**/*.test.ts'],
    exclude: ['**/node_modules/**', ...notRun.map((name) => `test/engines/${name}/**`)],
    passWithNoTests: true,
    maxWorkers: 1,
    // No test fails on time: this is for what hangs.
    testTimeout: 900_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
