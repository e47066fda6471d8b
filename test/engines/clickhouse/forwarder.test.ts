import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { parseQuery } from '../../../packages/report/src/query/parse-query.ts';
import { createOracle } from '../../../packages/report/test/oracle/oracle.ts';
import { summaryOf } from '../../../packages/report/test/support/ask.ts';
import { createRandom } from '../../../packages/report/test/support/random.ts';
import { journalNow, randomJournal } from '../../../packages/report/test/support/random-journal.ts';
import { scratchFolder } from '../../../packages/collector/test/scratch-folder.ts';
import { openDeadLetters } from '../../../packages/collector/src/forwarders/index.ts';
import { openForwarding } from './forwarding.ts';
import { startProxy } from './proxy.ts';
import { startClickhouse, type TestClickhouse } from './start-clickhouse.ts';
import { tableOf } from './tables.ts';

let clickhouse: TestClickhouse;
beforeAll(async () => {
  clickhouse = await startClickhouse();
});
afterAll(() => clickhouse.close());

const kills = 8;

test(`has each event once after ${kills} kills in mid-insert, each with another size of batches`, async () => {
  const table = tableOf(clickhouse, 'killed');
  const proxy = await startProxy(clickhouse);
  onTestFinished(() => proxy.close());
  const random = createRandom(3);
  const forwarding = await openForwarding((id) => table.target(id, { url: proxy.url }));
  await forwarding.append(randomJournal(random, 6_000));
  for (let killed = 0; killed < kills; killed += 1) {
    const forwarder = forwarding.start(150 + random.below(400));
    proxy.next = killed % 2 === 0 ? 'killed-after' : 'killed-during';
    await expect(forwarder.round()).rejects.toThrow('ClickHouse does not answer');
    forwarder.close();
    forwarding.clock.nowMs += 60_000;
    await clickhouse.start();
  }
  expect(proxy.counts).toEqual({ pass: 0, 'killed-during': kills / 2, 'killed-after': kills / 2 });
  expect(forwarding.behind()).toBeGreaterThan(0);
  await forwarding.drain(777);

  const stored = forwarding.stored();
  expect(await table.rowCount()).toBe(stored.length);
  const idOf = (text: string): string => (JSON.parse(text) as { readonly id: string }).id;
  expect(await table.ids()).toEqual(stored.map(({ event }) => idOf(event)).toSorted());
  const oracle = createOracle(stored, journalNow);
  const store = await table.store();
  for (const asked of [
    { metrics: ['visitors', 'visits', 'pageviews', 'bounce_rate'], dimensions: ['page'] },
    { metrics: ['events', 'revenue'], dimensions: ['data.currency'] },
    { metrics: ['sent', 'unique_opens', 'clicks'], dimensions: ['message'] },
  ]) {
    const query = parseQuery({ ...asked, date_range: '12mo', limit: 1_000 });
    const expected = oracle.answer(query);
    expect(summaryOf(await store.query(query, journalNow), expected)).toEqual(expected);
  }
});

test('would have an event twice without the name of its batch', async () => {
  const table = tableOf(clickhouse, 'unnamed');
  const target = table.target();
  await target.prepare();
  const events = randomJournal(createRandom(4), 100);
  await target.insert(events, 'one');
  await target.insert(events, 'one');
  expect(await table.rowCount()).toBe(100);
  await target.insert(events, 'another');
  expect(await table.rowCount()).toBe(200);
  // Questions count it once even then.
  expect(await table.ids()).toHaveLength(100);
});

test('is down for an hour: hits are stored, few tries are made, nothing is held, and all arrives', async () => {
  const table = tableOf(clickhouse, 'down');
  const forwarding = await openForwarding((id) => table.target(id));
  const forwarder = forwarding.start(1_000);
  await forwarder.round();
  await clickhouse.kill('SIGKILL');
  const events = randomJournal(createRandom(5), 1_200);
  let tries = 0;
  let last: unknown = null;
  const heap: number[] = [];
  for (let minute = 0; minute < 60; minute += 1) {
    await forwarding.append(events.slice(minute * 20, minute * 20 + 20));
    for (let second = 0; second < 60; second += 1) {
      forwarding.clock.nowMs += 1_000;
      await Promise.resolve(forwarder.round()).catch((error: unknown) => {
        if (error !== last) tries += 1;
        last = error;
      });
    }
    heap.push(process.memoryUsage().heapUsed / 2 ** 20);
  }
  expect(tries).toBeGreaterThan(50);
  expect(tries).toBeLessThan(80);
  expect(Math.min(...heap.slice(-10)) - Math.min(...heap.slice(5, 15))).toBeLessThan(20);
  forwarder.close();
  await clickhouse.start();
  await forwarding.drain(300);
  expect(forwarding.stored()).toHaveLength(1_200);
  expect(await table.rowCount()).toBe(1_200);
});

test('has one event of a hit that was sent again to another collector, and the same row in any order', async () => {
  const [event] = randomJournal(createRandom(6), 40);
  const at = (time: string) => ({
    sequence: 1,
    event: JSON.stringify({
      ...(JSON.parse(event?.event ?? '{}') as object),
      id: '019a0000-0000-7000-8000-000000000001',
      site: 'acme',
      type: 'pageview',
      actor: 'human',
      weight: 1,
      time,
    }),
  });
  const [first, again] = [at('2026-11-01T10:00:00.000Z'), at('2026-11-02T11:00:00.000Z')];
  const winners: unknown[] = [];
  for (const [name, order] of [
    [
      'resent1',
      [
        ['a', first],
        ['b', again],
      ],
    ],
    [
      'resent2',
      [
        ['b', again],
        ['a', first],
      ],
    ],
  ] as const) {
    const table = tableOf(clickhouse, name);
    for (const [journal, source] of order) {
      const target = table.target(journal);
      await target.prepare();
      await target.insert([source], `${journal} 1 1`);
    }
    expect(await table.rowCount()).toBe(2);
    winners.push(await table.rows('journal, time_ms FROM TABLE FINAL'));
    const store = await table.store('b');
    const query = parseQuery({ site: 'acme', date_range: '30d', metrics: ['pageviews'] });
    expect((await store.query(query, journalNow)).results[0]?.metrics).toEqual([1]);
  }
  expect(winners[0]).toEqual([['a', Date.parse('2026-11-01T10:00:00.000Z')]]);
  expect(winners[1]).toEqual(winners[0]);
});

test('leaves out an event that the table refuses, as a dead letter, and takes it when the table does', async () => {
  const table = tableOf(clickhouse, 'strict');
  const forwarding = await openForwarding((id) => table.target(id));
  await table.target().prepare();
  await table.client.run(
    "ALTER TABLE hitmark.strict ADD CONSTRAINT no_x CHECK NOT startsWith(ifNull(title, ''), 'xxxxx')",
  );
  const events = randomJournal(createRandom(7), 300).slice(0, 300);
  const long = events.map(({ event }, index) => ({
    event:
      index % 149 === 7
        ? JSON.stringify({ ...(JSON.parse(event) as object), title: 'x'.repeat(200) })
        : event,
  }));
  await forwarding.append(long);
  await forwarding.drain(1_000);
  expect(await table.rowCount()).toBe(298);
  const deadLetters = openDeadLetters(forwarding.journal.path);
  onTestFinished(() => deadLetters.close());
  const letters = () => deadLetters.page(0, 10).letters;
  expect(letters()).toMatchObject([{ reason: 'error-469' }, { reason: 'error-469' }]);
  await table.client.run('ALTER TABLE hitmark.strict DROP CONSTRAINT no_x');
  deadLetters.retry(null, 0);
  forwarding.clock.nowMs += 60_000;
  const forwarder = forwarding.start(1_000);
  while (await forwarder.round());
  forwarder.close();
  expect(letters()).toEqual([]);
  expect(await table.rowCount()).toBe(300);
});

test('has each event of a journal that was restored from a backup, and went on from there', async () => {
  const table = tableOf(clickhouse, 'restored');
  const events = randomJournal(createRandom(12), 40);
  const first = await openForwarding((id) => table.target(id));
  const restored = scratchFolder();
  await first.append(events.slice(0, 10));
  await first.drain(1_000);
  const database = new DatabaseSync(first.journal.path);
  database.exec(`VACUUM INTO '${join(restored, 'journal.db')}'`);
  database.close();
  // Lost with the disk, but for ClickHouse: each was a batch of its own, as on a host where few come in.
  await first.append(events.slice(10, 20));
  await first.drain(1);
  const second = await openForwarding((id) => table.target(id), restored);
  await second.append(events.slice(20, 30));
  await second.drain(1);
  const idOf = ({ event }: { readonly event: string }): string =>
    (JSON.parse(event) as { readonly id: string }).id;
  expect(second.stored().map(({ sequence }) => sequence)).toEqual(
    first.stored().map(({ sequence }) => sequence),
  );
  expect(await table.ids()).toEqual(events.slice(0, 30).map(idOf).toSorted());
});

test('gives up a server that hangs, and tries the batch again when it goes on', async () => {
  const table = tableOf(clickhouse, 'hanging');
  const forwarding = await openForwarding((id) => table.target(id, { timeoutMs: 2_000 }));
  const events = randomJournal(createRandom(13), 100);
  await forwarding.append(events.slice(0, 50));
  await table.target().prepare();
  const forwarder = forwarding.start(1_000);
  // Prepared, so that what hangs is asking who is forgotten, before the insert.
  await forwarder.round();
  await forwarding.append(events.slice(50));
  forwarding.clock.nowMs += 60_000;
  process.kill(clickhouse.pid() ?? 0, 'SIGSTOP');
  await expect(forwarder.round()).rejects.toThrow('timeout');
  process.kill(clickhouse.pid() ?? 0, 'SIGCONT');
  forwarder.close();
  forwarding.clock.nowMs += 60_000;
  await forwarding.drain(1_000);
  expect(await table.ids()).toHaveLength(forwarding.stored().length);
});
