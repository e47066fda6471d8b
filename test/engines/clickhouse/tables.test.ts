import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openClickhouseStore } from '../../../packages/report/src/clickhouse/clickhouse-store.ts';
import { createClickhouse } from '../../../packages/report/src/clickhouse/client.ts';
import { prepareTables } from '../../../packages/report/src/clickhouse/prepare-tables.ts';
import { tableSteps } from '../../../packages/report/src/clickhouse/table-definition.ts';
import { tableName } from '../../../packages/report/src/clickhouse/table-names.ts';
import { createRandom } from '../../../packages/report/test/support/random.ts';
import { randomJournal } from '../../../packages/report/test/support/random-journal.ts';
import { startProxy } from './proxy.ts';
import { startClickhouse, type TestClickhouse } from './start-clickhouse.ts';
import { tableOf } from './tables.ts';

let clickhouse: TestClickhouse;
beforeAll(async () => {
  clickhouse = await startClickhouse();
});
afterAll(() => clickhouse.close());

/** The tables as a later version has them. */
const laterSteps = [
  ...tableSteps,
  (names: Parameters<typeof tableName>[0]) => [
    `ALTER TABLE ${tableName(names)} ADD COLUMN IF NOT EXISTS later String DEFAULT ifNull(site, '')`,
  ],
];
const events = randomJournal(createRandom(8), 400).slice(0, 400);

test('an older collector goes on writing to a table that a newer one has upgraded', async () => {
  const table = tableOf(clickhouse, 'upgraded');
  const older = table.target('older');
  await older.prepare();
  await older.insert(events.slice(0, 100), 'before');
  await prepareTables(table.client, table.options, laterSteps);
  await older.insert(events.slice(100), 'after');
  expect(await table.rowCount()).toBe(400);
  const [sites] = await table.rows(
    "countIf(later <> '') > 0, countIf(later <> ifNull(site, '')) FROM TABLE",
  );
  expect(sites).toEqual([1, 0]);
  // Who is started anew is refused, and says why.
  await expect(table.target('older').prepare()).rejects.toMatchObject({ code: 'clickhouse-newer' });
  // A newer one, once more.
  await prepareTables(table.client, table.options, laterSteps);
});

test('a table that is not hitmark’s is left alone', async () => {
  const table = tableOf(clickhouse, 'foreign_table');
  await table.client.run(
    'CREATE TABLE hitmark.foreign_table (id String) ENGINE = MergeTree ORDER BY id',
  );
  await expect(table.target().prepare()).rejects.toMatchObject({ code: 'clickhouse-foreign' });
});

test('no table is made where createTables is off', async () => {
  const table = tableOf(clickhouse, 'absent');
  const target = table.target('test', { createTables: false });
  await expect(target.prepare()).rejects.toMatchObject({ code: 'clickhouse-missing' });
  expect(await table.rows("count() FROM system.tables WHERE name = 'absent'")).toEqual([[0]]);
});

test('the partition of an event is known before ClickHouse has it', async () => {
  const table = tableOf(clickhouse, 'partitions');
  const target = table.target();
  await target.prepare();
  const ids = [
    '019a0000-0000-7000-8000-000000000001',
    '019A0000-0000-7000-8000-000000000002',
    '019a0000000070008000000000000003',
    '017e12ef-9c00-7000-8000-000000000004',
    'f47ac10b-58cc-4372-a567-0e02b2c3d479',
    'no uuid',
    '',
  ];
  const event = { type: 'event', time: '2026-11-01T10:00:00.000Z' };
  const own = [...ids.map((id) => ({ id, ...event })), event].map((each, index) => ({
    sequence: index + 1,
    event: JSON.stringify(each),
  }));
  await target.insert([...own, ...events], 'all');
  const rows = await table.rows('event, _partition_id FROM TABLE');
  expect(rows).toHaveLength(own.length + events.length);
  for (const [text, partition] of rows) {
    const sequence = 1 + own.findIndex((each) => each.event === text);
    expect(target.partitionsOf([{ sequence, event: String(text) }])).toEqual([partition]);
  }
});

/** Files of the server's data that hold a text. */
function filesWith(text: string): readonly string[] {
  const files = readdirSync(clickhouse.folder, { recursive: true, encoding: 'utf8' });
  return files.filter((name) => {
    const path = join(clickhouse.folder, name);
    try {
      return statSync(path).isFile() && readFileSync(path).includes(text);
    } catch {
      // Merged away meanwhile.
      return false;
    }
  });
}

const someone = 'someone-7c1f2ab9';
const theirs = Array.from({ length: 20 }, (_none, index) => ({
  sequence: 1_000 + index,
  event: JSON.stringify({
    v: 1,
    id: `theirs-${index}`,
    type: 'pageview',
    time: '2026-11-01T10:00:00.000Z',
    site: 'acme',
    visitor: someone,
    user: 'user-55aa01',
    data: { plan: `plan-${someone}` },
  }),
}));

test('who is forgotten leaves no byte, and no replay brings them back', async () => {
  const table = tableOf(clickhouse, 'forgetting');
  const target = table.target();
  await target.prepare();
  await target.insert(events, 'others');
  await target.insert(theirs, 'theirs');
  expect(filesWith(someone)).not.toEqual([]);

  const store = await table.store();
  expect(await store.forget([{ by: 'visitor', value: someone }])).toBe(20);
  expect(filesWith(someone)).toEqual([]);
  expect(await table.rowCount()).toBe(400);

  await target.insert([...theirs, ...events.slice(0, 5)], 'replay');
  expect(await table.rows("count() FROM TABLE WHERE startsWith(id, 'theirs')")).toEqual([[0]]);
  // Another collector, and another replay.
  const other = table.target('other');
  await other.insert(theirs, 'other replay');
  expect(await table.rows("count() FROM TABLE WHERE startsWith(id, 'theirs')")).toEqual([[0]]);
  expect(await table.ids()).toHaveLength(400);
  expect(filesWith(someone)).toEqual([]);
});

test.each([
  ['user', { by: 'user', value: 'user-55aa01' }],
  ['member of data', { by: 'data', name: 'plan', value: `plan-${someone}` }],
] as const)('somebody is forgotten by a %s', async (_by, forgotten) => {
  const table = tableOf(clickhouse, `by_${forgotten.by}`);
  const target = table.target();
  await target.prepare();
  await target.insert([...theirs, ...events], 'all');
  const store = await table.store();
  expect(await store.forget([forgotten])).toBe(20);
  await target.insert(theirs, 'replay');
  expect(await table.rowCount()).toBe(400);
});

test('events are deleted at the age that the operator wants, and no others', async () => {
  const table = tableOf(clickhouse, 'retention');
  const days = (Date.now() - Date.parse('2025-01-01T00:00:00Z')) / 86_400_000;
  const aged = (time: string, sequence: number) => ({
    sequence,
    event: JSON.stringify({ type: 'event', site: 'acme', time }),
  });
  const old = ['1960-01-01', '2020-05-05', '2024-12-30'].map((day, at) =>
    aged(`${day}T00:00:00Z`, at),
  );
  const young = ['2025-01-03', '2025-11-11', '2200-01-01'].map((day, at) =>
    aged(`${day}T00:00:00Z`, 10 + at),
  );
  await table.target().prepare();
  await table.target().insert([...old, ...young], 'all');
  await table.client.run('OPTIMIZE TABLE hitmark.retention FINAL');
  expect(await table.rowCount()).toBe(6);
  const retentionDays = Math.floor(days);
  await table.target('test', { retentionDays }).prepare();
  await table.client.run('OPTIMIZE TABLE hitmark.retention FINAL');
  await expect.poll(() => table.rowCount()).toBe(3);
  expect(await table.rows('min(time_ms) >= 1735776000000 FROM TABLE')).toEqual([[1]]);
  // The next start finds it as it should be, and does nothing.
  const mutations = "count() FROM system.mutations WHERE table = 'retention'";
  const before = await table.rows(mutations);
  await table.target('test', { retentionDays }).prepare();
  expect(await table.rows(mutations)).toEqual(before);
});

test('deleting may take longer than any connection lives', async () => {
  const proxy = await startProxy(clickhouse);
  onTestFinished(() => proxy.close());
  const table = tableOf(clickhouse, 'slow');
  const target = table.target();
  await target.prepare();
  await target.insert([...theirs, ...events], 'all');
  // fetch gives up after five minutes, and many proxies after one; deleting takes longer than this proxy waits.
  proxy.answerTimeoutMs = 5_000;
  await table.client.run('SYSTEM STOP MERGES hitmark.slow');
  const store = await openClickhouseStore({ ...table.options, url: proxy.url, journal: 'test' });
  const forgetting = store.forget([{ by: 'visitor', value: someone }]);
  const open = "count() FROM system.mutations WHERE table = 'slow' AND NOT is_done";
  await expect.poll(() => table.rows(open)).toEqual([[1]]);
  const end = performance.now() + 2 * proxy.answerTimeoutMs;
  await expect.poll(() => performance.now()).toBeGreaterThan(end);
  expect(await table.rowCount()).toBe(420);
  await table.client.run('SYSTEM START MERGES hitmark.slow');
  expect(await forgetting).toBe(20);
  expect(await table.rowCount()).toBe(400);

  // A statement that waits for the end of it is cut off.
  proxy.answerTimeoutMs = 500;
  const client = createClickhouse({ ...table.options, url: proxy.url });
  const slowly = 'ALTER TABLE hitmark.slow DELETE WHERE sleepEachRow(0.005) = 1';
  await expect(client.run(slowly, {}, { mutations_sync: 2 })).rejects.toThrow(
    'ClickHouse does not answer',
  );
});

test('an insert that was on the way while somebody was forgotten is erased by the collector that sent it', async () => {
  const table = tableOf(clickhouse, 'race');
  const proxy = await startProxy(clickhouse);
  onTestFinished(() => proxy.close());
  const target = table.target('test', { url: proxy.url });
  await target.prepare();
  const store = await table.store();
  proxy.beforeInsert = async () => {
    proxy.beforeInsert = async () => {};
    await store.forget([{ by: 'visitor', value: someone }]);
  };
  await target.insert([...theirs, ...events], 'all');
  expect(await table.rowCount()).toBe(400);
  expect(filesWith(someone)).toEqual([]);
});
