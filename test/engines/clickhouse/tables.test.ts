import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
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

test('an insert that was on the way while somebody was forgotten is erased by who has sent it', async () => {
  const table = tableOf(clickhouse, 'race');
  const proxy = await startProxy(clickhouse);
  onTestFinished(() => proxy.close());
  const target = table.target('test', { url: proxy.url });
  await target.prepare();
  const store = await table.store();
  proxy.before = async () => {
    proxy.before = async () => {};
    await store.forget([{ by: 'visitor', value: someone }]);
  };
  await target.insert([...theirs, ...events], 'all');
  expect(await table.rowCount()).toBe(400);
  expect(filesWith(someone)).toEqual([]);
});
