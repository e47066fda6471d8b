import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startCommand } from '../../support/command.ts';
import { request } from '../../support/request.ts';
import { eventCount, postViews, startReporting, visitorOf } from '../../support/report.ts';
import { startClickhouse, type TestClickhouse } from './start-clickhouse.ts';
import { tableOf } from './tables.ts';

// `hitmark serve`, `stats`, `forget` and `replay`, as operators run them, on a report that asks ClickHouse.

let clickhouse: TestClickhouse;
beforeAll(async () => {
  clickhouse = await startClickhouse();
});
afterAll(() => clickhouse.close());

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hitmark-engines-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a collector that fills a table; its report asks it. */
async function startCollector(data: string, table: string) {
  const environment = {
    HITMARK_CLICKHOUSE__URL: clickhouse.url,
    HITMARK_CLICKHOUSE__TABLE: table,
    HITMARK_REPORT__STORE: 'clickhouse',
  };
  const collector = await startReporting(data, [], environment);
  async function stop(): Promise<void> {
    collector.process.kill('SIGKILL');
    await collector.end();
  }
  onTestFinished(stop);
  await collector.output(/"event":"report-listening"/);
  const run = (...args: readonly string[]) =>
    startCommand(args, { ...environment, HITMARK_DATA: data, TZ: 'UTC' }).end();
  return { url: collector.url, run, stop };
}

test('two collectors fill one table, either report has the events of both, and forget erases there', async () => {
  const [one, two] = [makeFolder(), makeFolder()];
  const first = await startCollector(one, 'commands');
  const second = await startCollector(two, 'commands');
  await postViews(first.url, 0, 100);
  await postViews(second.url, 100, 50);
  const table = tableOf(clickhouse, 'commands');
  await expect.poll(() => table.rowCount()).toBe(150);
  expect([await eventCount(one), await eventCount(two)]).toEqual([150, 150]);

  const someone = visitorOf(3);
  const { status, stdout } = await first.run('forget', '--visitor', someone);
  expect({ status, ...(JSON.parse(stdout) as object) }).toMatchObject({
    status: 0,
    events: 10,
    clickhouse: 15,
  });
  expect(await eventCount(two)).toBe(135);

  // The other journal still has theirs.
  const replayed = await second.run('replay', '--forwarder', 'clickhouse', '--from', '2020-01-01');
  expect(replayed).toMatchObject({ status: 0, stdout: '' });
  expect(replayed.stderr).toContain('50 events inserted again, into hitmark.commands');
  expect(await table.ids()).toHaveLength(135);
});

test('a client that sends again to another collector has sent one event, in ClickHouse and in either report', async () => {
  const [one, two] = [makeFolder(), makeFolder()];
  const first = await startCollector(one, 'resent');
  const second = await startCollector(two, 'resent');
  const hits = Array.from(
    { length: 20 },
    (_none, index) => `/pixel.gif?r=${index}&t=${Date.now()}&i=acme&u=https://acme.test/&e=signup`,
  );
  // Half of them are answered by the first, and sent again all the same, as where an answer is lost.
  for (const { url } of [first, second, second]) {
    const origin = url.replace('localhost', '127.0.0.1');
    const sent = url === first.url ? hits.slice(0, 10) : hits;
    const answers = await Promise.all(sent.map((hit) => request(`${origin}${hit}`)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  }
  const table = tableOf(clickhouse, 'resent');
  await expect.poll(() => table.rows('uniqExact(journal, id) FROM TABLE')).toEqual([[30]]);
  expect(await table.ids()).toHaveLength(20);
  expect([await eventCount(one), await eventCount(two)]).toEqual([20, 20]);
});

test('hits are answered and stored while ClickHouse is down, and arrive when it is back', async () => {
  const data = makeFolder();
  const { url } = await startCollector(data, 'outage');
  await postViews(url, 0, 10);
  const table = tableOf(clickhouse, 'outage');
  await expect.poll(() => table.rowCount()).toBe(10);
  await clickhouse.kill('SIGKILL');
  await postViews(url, 10, 30);
  await clickhouse.start();
  await expect.poll(() => table.rowCount()).toBe(40);
});

test('stats asks ClickHouse where no collector runs, and rebuild says what to do', async () => {
  const data = makeFolder();
  const { url, run, stop } = await startCollector(data, 'stopped');
  await postViews(url, 0, 20);
  await expect.poll(() => tableOf(clickhouse, 'stopped').rowCount()).toBe(20);
  await stop();
  const asked = await run('stats', '--json', '--by', 'site');
  expect(JSON.parse(asked.stdout)).toMatchObject({ results: [{ dimensions: ['acme'] }] });
  const rebuilt = await run('report', 'rebuild');
  expect(rebuilt.status).toBe(1);
  expect(rebuilt.stderr).toContain('hitmark replay --forwarder clickhouse');
});

test('replay goes on after events that the table refuses, names them, and fails at the end', async () => {
  const data = makeFolder();
  const { url, run } = await startCollector(data, 'replayed');
  await postViews(url, 0, 40);
  const table = tableOf(clickhouse, 'replayed');
  await expect.poll(() => table.rowCount()).toBe(40);
  await table.client.run('TRUNCATE TABLE hitmark.replayed');
  const constraint = `no_page CHECK ifNull(visitor, '') <> '${visitorOf(3)}'`;
  await table.client.run(`ALTER TABLE hitmark.replayed ADD CONSTRAINT ${constraint}`);
  const theirs = await run('export', '--visitor', visitorOf(3), '--format', 'json');
  const ids = theirs.stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly id: string }).id);
  const replayed = await run('replay', '--forwarder', 'clickhouse', '--from', '2020-01-01');
  expect(replayed.status).toBe(1);
  for (const id of ids) expect(replayed.stderr).toContain(`id ${id} (error-469)`);
  expect(replayed.stderr).toContain(`${40 - ids.length} events inserted again`);
  expect(replayed.stderr).not.toContain(visitorOf(3));
  expect(await table.ids()).toHaveLength(40 - ids.length);

  await clickhouse.kill('SIGKILL');
  const down = await run('replay', '--forwarder', 'clickhouse', '--from', '2020-01-01');
  await clickhouse.start();
  expect(down.status).toBe(1);
  expect(down.stderr).toMatch(
    /^hitmark: ClickHouse does not answer: [^\n]+run the same command again\n$/,
  );
});
