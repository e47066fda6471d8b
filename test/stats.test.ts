import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCommand } from './support/command.ts';
import {
  appendViews,
  clearOfMidnight,
  eventCount,
  postViews,
  startReporting,
  stats,
  patienceMs,
} from './support/report.ts';
import { request } from './support/request.ts';

let folder: string;
/** Folder of a journal with events, which no collector has open. */
let data: string;

beforeAll(async () => {
  await clearOfMidnight();
  folder = mkdtempSync(join(tmpdir(), 'hitmark-stats-'));
  data = join(folder, 'data');
  await appendViews(data, 2, 40);
  await appendViews(data, 1, 60);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const run = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  startCommand(['stats', ...args], { HITMARK_DATA: data, TZ: 'UTC', ...environment }).end();

describe('hitmark stats, where no collector runs', () => {
  it('builds the report the first time, and goes on from it afterwards', async () => {
    const fresh = join(folder, 'fresh');
    cpSync(data, fresh, { recursive: true });
    expect(existsSync(join(fresh, 'report.duckdb'))).toBe(false);
    expect(await stats(fresh)).toMatch(/Page views +100\b/);
    expect(statSync(join(fresh, 'report.duckdb')).mode & 0o777).toBe(0o600);
    await appendViews(fresh, 0, 5);
    expect(await stats(fresh)).toMatch(/Page views +105\b/);
    expect(readdirSync(fresh).filter((name) => name.startsWith('report'))).toEqual([
      'report-settings.db',
      'report.duckdb',
    ]);
  });

  it('lists the sites that have events, where the named one has none', async () => {
    expect(await stats(data, '--site', 'nosuch')).toBe('no site "nosuch"; there are: acme\n');
    expect(await stats(data, '--site', 'nosuch,acme')).not.toContain('no site');
  });

  it('prints totals, days and tables as plain text', async () => {
    const text = await stats(data, '--site', 'acme');
    // eslint-disable-next-line no-control-regex -- there must be no control characters
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u2580-\u259F]/);
    expect(text).toMatch(/^acme {2}.*UTC/);
    expect(text).toMatch(/^Visitors +10\b/m);
    expect(text).toMatch(/^Day +Visitors +Visits +Page views$/m);
    expect(text).toMatch(/^\/days-ago-1 +10 +\S* +60$/m);
  });

  it('lists no page views among the events', async () => {
    expect(await stats(data, '--by', 'event')).not.toContain('(none)');
    expect(await stats(data, '--by', 'page', '--message', 'spring')).not.toContain('/days-ago');
  });

  it('has one table with --by, as text, JSON and CSV', async () => {
    expect(await stats(data, '--by', 'page')).toMatch(/^Page +Visitors/m);
    const json = JSON.parse(await stats(data, '--by', 'page', '--json'));
    expect(json).toMatchObject({
      results: [
        { dimensions: ['/days-ago-1'], metrics: [10, 10, 60] },
        { dimensions: ['/days-ago-2'], metrics: [10, 10, 40] },
      ],
      query: { compare: 'previous_period' },
    });
    expect(await stats(data, '--by', 'page', '--csv')).toBe(
      [
        '"page","visitors","visits","pageviews"',
        '"/days-ago-1","10","10","60"',
        '"/days-ago-2","10","10","40"',
        '',
      ].join('\r\n'),
    );
    expect(await stats(data, '--by', 'page', '--limit', '1')).toMatch(/^… 1 more$/m);
    const year = await stats(data, '--compare', 'year');
    expect(year).toMatch(/^All sites {2}.*compared with the same of the year before$/m);
    const asked = JSON.parse(await stats(data, '--by', 'page', '--json', '--compare', 'year'));
    expect(asked.query).toMatchObject({ compare: 'previous_year' });
  });

  it('counts the days that are asked for, and no others', async () => {
    expect(await stats(data, '--days', '2')).toMatch(/Page views +60 +\+50 %/);
    expect(await stats(data, '--days', '1')).toMatch(/Page views +0 +−100 %/);
    const day = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
    expect(await stats(data, '--from', day, '--to', day)).toMatch(/Page views +40\b/);
    const empty = ['--by', 'page', '--from', '2020-01-01', '--to', '2020-01-02'];
    expect(await stats(data, ...empty)).toContain('No events in this period');
  });

  it.each([
    [['--by', 'zzz'], /^hitmark: --by: no dimension "zzz"; expected one of .*\bpage\b/],
    [
      ['--by', 'pages'],
      /^hitmark: --by: no dimension "pages" \(did you mean page\?\); expected one of .*; try/,
    ],
    [['--by', 'data.'], /^hitmark: --by: expected one of /],
    [
      ['--from', '2026-13-01', '--to', '2026-11-01'],
      /^hitmark: --from: expected a day such as 2026-11-01; try/,
    ],
    [
      ['--from', '2026-11-01', '--to', 'today'],
      /^hitmark: --to: expected a day such as 2026-11-01; try/,
    ],
    [
      ['--from', '2026-11-02', '--to', '2026-11-01'],
      /^hitmark: --from and --to: expected the first day not to be after the last; try/,
    ],
    [
      ['--days', '0'],
      /^hitmark: --days: expected a whole number from 1 to 9999, got "0"; try hitmark stats --help\n$/,
    ],
    [['--from', '2026-11-01'], /^hitmark: expected --from and --to together; try/],
    [['--days', '3', '--from', '2026-11-01', '--to', '2026-11-02'], /expected --days, or --from/],
    [
      ['--timezone', 'Mars'],
      /^hitmark: --timezone: expected a timezone such as Europe\/Zurich; try/,
    ],
    [['--json', '--csv'], /^hitmark: expected one of --json and --csv; try/],
    [['--pages'], /^hitmark: Unknown option '--pages'/],
  ])('says what is wrong with %j, and ends with 2', async (args, message) => {
    const { status, stdout, stderr } = await run(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('names the folder where it found no journal', async () => {
    const { status, stderr } = await run(['--data', join(folder, 'nowhere')]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^hitmark: no journal in .*nowhere: set HITMARK_DATA or --data\n$/);
  });

  it('says how to install the report where it is missing', async () => {
    const hooks = `import { registerHooks } from 'node:module';
      registerHooks({ resolve(name, context, next) {
        if (!name.startsWith('@hitmark/report/')) return next(name, context);
        throw Object.assign(new Error('missing'), { code: 'ERR_MODULE_NOT_FOUND' });
      } });`;
    const NODE_OPTIONS = `--import data:text/javascript,${encodeURIComponent(hooks)}`;
    const { status, stderr } = await run([], { NODE_OPTIONS });
    expect(status).toBe(1);
    expect(stderr).toBe(
      'hitmark: the report needs the package @hitmark/report: npm install @hitmark/report\n',
    );
  });

  it('has a help page', async () => {
    const { status, stdout } = await run(['--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^hitmark stats: .*--by page.*--json/s);
  });
});

describe('hitmark stats, beside a collector', () => {
  it('prints the same while the collector runs the report and after it has ended', async () => {
    const own = join(folder, 'own');
    const server = await startReporting(own);
    await server.output(/"event":"report-listening"/);
    const url = server.url.replace('localhost', '127.0.0.1');
    await request(
      `${url}/pixel.gif?i=acme&u=${encodeURIComponent('https://a.test/\u001B[31mred')}`,
    );
    await postViews(server.url, 0, 20);
    await expect.poll(() => eventCount(own), { timeout: patienceMs }).toBe(21);
    const meanwhile = await stats(own, '--by', 'page');
    expect(meanwhile).not.toContain('\u001B');
    server.process.kill();
    await server.end();
    expect(await stats(own, '--by', 'page')).toBe(meanwhile);
  });

  it('opens the report by itself after the collector was killed', async () => {
    const own = join(folder, 'killed');
    const server = await startReporting(own);
    await server.output(/"event":"report-listening"/);
    await postViews(server.url, 0, 20);
    server.process.kill('SIGKILL');
    await server.end();
    expect(existsSync(join(own, 'report-control.json'))).toBe(true);
    expect(await eventCount(own)).toBe(20);
  });
});
