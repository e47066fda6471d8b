import { configDefaults, defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

/** No test fails on time: this is for what hangs, on a machine as busy as can be. */
const patience = {
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 50_000 } },
};

/**
 * Threads of the tests find their source compiled here: to strip its types takes each longer than its test,
 * and Node 24 crashes now and then where threads end that have just done so.
 */
const compileCache = `${root}node_modules/.cache/node-compile`;

/** Packages are imported as their source. */
const onSource = {
  ssr: { resolve: { conditions: ['@hitmark/source', 'node', 'import', 'default'] } },
};

/**
 * Firefox and WebKitGTK are driven from outside, and now and then one of them ends a tab before the page hears of
 * it: a test of theirs may try once more. vitest's report names each that did.
 */
const driven = { ...patience, retry: 1 };

/** Builds, which rewrites what others read. */
const builds = 'test/start.test.ts';

/** The tag in other engines than Chromium: the same tests in Firefox, others in WebKitGTK. */
const tagTests = 'test/tag-*.test.ts';
const webkit = 'test/tag-webkit.test.ts';

/** The report page, in all three engines. */
const reportEngines = 'test/report-engines.test.ts';

/** The tag in applications that are built by tools of their own, which are installed first. */
const pages = 'test/pages/*.test.ts';

/** The packages as they are published, installed and run as by a stranger. */
const packages = 'test/packages/*.test.ts';

/** As `patience`, for tests that take minutes on a busy machine. */
const longPatience = { ...patience, testTimeout: 300_000 };

/** Tests of many thousand random cases, which take longer than all others: on the source, and on what is built. */
const longOnSource = [
  'packages/codec/test/compact/remembered-texts.test.ts',
  'packages/email/test/linear-time.test.ts',
  'packages/collector/test/server/fast-path/differential.test.ts',
  'packages/report/test/answers/*.test.ts',
  'packages/report/test/store/settle.test.ts',
  'packages/report/test/process/memory.test.ts',
];
const longOnBuilt = ['test/expressions.test.ts', 'test/fuzz.test.ts', 'test/power-cut.test.ts'];

/** Tests on the source of what runs: servers, threads, processes and stores. They take longer than all others on it. */
const parts = [
  'packages/collector/test/app.test.ts',
  'packages/collector/test/{forwarders,ingest,journal,server}/**/*.test.ts',
  'packages/report/test/{access,api,compile,process,server,store}/**/*.test.ts',
];

/** Kafka and ClickHouse: installed and run by `pnpm test:engines`, with a configuration of their own. */
const engines = 'test/engines/**';

/** Measures what clients see, on a machine that does nothing else. */
const attacks = 'test/attacks/**';

/**
 * Two kinds of tests: a package's own run on its source, those that cross packages on what is built.
 */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        ...onSource,
        test: {
          name: 'unit',
          include: ['packages/*/test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...longOnSource, ...parts],
          // To start a process for each file and load the source in it takes longer than most tests.
          isolate: false,
          maxWorkers: 3,
          env: { NODE_COMPILE_CACHE: compileCache },
          ...patience,
        },
      },
      {
        root,
        ...onSource,
        test: {
          name: 'parts',
          include: parts,
          exclude: [...configDefaults.exclude, ...longOnSource],
          isolate: false,
          maxWorkers: 3,
          env: { NODE_COMPILE_CACHE: compileCache },
          ...patience,
        },
      },
      {
        root,
        ...onSource,
        test: {
          name: 'long-on-source',
          sequence: { groupOrder: 7 },
          include: longOnSource,
          maxWorkers: 2,
          env: { NODE_COMPILE_CACHE: compileCache },
          ...longPatience,
        },
      },
      {
        root,
        test: {
          name: 'long-on-built',
          sequence: { groupOrder: 8 },
          include: longOnBuilt,
          maxWorkers: 2,
          ...longPatience,
        },
      },
      {
        root,
        test: {
          name: 'whole',
          sequence: { groupOrder: 1 },
          include: ['test/**/*.test.ts'],
          exclude: [
            ...configDefaults.exclude,
            ...longOnBuilt,
            builds,
            attacks,
            engines,
            webkit,
            pages,
            packages,
          ],
          globalSetup: 'test/support/sample-folder.ts',
          // One more than the least machine has processors: tests in browsers mostly wait.
          maxWorkers: 3,
          ...patience,
        },
      },
      {
        root,
        test: {
          name: 'alone',
          sequence: { groupOrder: 2 },
          include: [builds],
          maxWorkers: 1,
          ...patience,
        },
      },
      {
        root,
        test: {
          name: 'firefox',
          sequence: { groupOrder: 4 },
          include: [tagTests, reportEngines],
          exclude: [...configDefaults.exclude, webkit],
          env: { HITMARK_ENGINE: 'firefox' },
          maxWorkers: 1,
          ...driven,
        },
      },
      {
        root,
        test: {
          name: 'webkit',
          sequence: { groupOrder: 5 },
          include: [webkit, reportEngines],
          env: { HITMARK_ENGINE: 'webkit' },
          maxWorkers: 1,
          ...driven,
        },
      },
      {
        root,
        test: {
          name: 'pages',
          sequence: { groupOrder: 6 },
          include: [pages],
          maxWorkers: 1,
          ...patience,
        },
      },
      {
        root,
        test: {
          name: 'packages',
          sequence: { groupOrder: 9 },
          include: [packages],
          maxWorkers: 1,
          ...longPatience,
        },
      },
      {
        root,
        test: {
          name: 'attacks',
          sequence: { groupOrder: 3 },
          include: [`${attacks}/*.test.ts`],
          maxWorkers: 1,
          ...patience,
        },
      },
    ],
  },
});
