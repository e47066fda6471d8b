import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

/**
 * Two kinds of tests: a package's own run on its source, those that cross packages on what is built.
 */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        ssr: { resolve: { conditions: ['@hitmark/source', 'node', 'import', 'default'] } },
        test: {
          name: 'unit',
          include: ['packages/*/test/**/*.test.ts'],
          // No test fails on time: this is for what hangs.
          testTimeout: 60_000,
          expect: { poll: { timeout: 50_000 } },
        },
      },
      {
        root,
        test: {
          name: 'whole',
          // After the units: `pnpm start` builds, which rewrites what others read.
          sequence: { groupOrder: 1 },
          include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 50_000 } },
          maxWorkers: 1,
        },
      },
    ],
  },
});
