import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { eraseRows } from '../../../packages/report/src/clickhouse/erase.ts';
import type { SourceEvent } from '../../../packages/report/src/store/index.ts';
import { createRandom } from '../../../packages/report/test/support/random.ts';
import { randomJournal } from '../../../packages/report/test/support/random-journal.ts';
import { openForwarding } from './forwarding.ts';
import { startProxy, type Proxy } from './proxy.ts';
import { startClickhouse, type TestClickhouse } from './start-clickhouse.ts';
import { tableOf } from './tables.ts';

// An insert whose answer was not waited for arrives after its persons were forgotten.

let clickhouse: TestClickhouse;
beforeAll(async () => {
  clickhouse = await startClickhouse();
});
afterAll(() => clickhouse.close());

const someone = 'someone-7c1f2ab9';
const theirs: readonly SourceEvent[] = Array.from({ length: 20 }, (_none, index) => ({
  sequence: 0,
  event: JSON.stringify({
    v: 1,
    // A month that no other event is of: ClickHouse knows names of batches by partition.
    id: `017e12ef-9c00-7000-8000-0000000001${String(index).padStart(2, '0')}`,
    type: 'pageview',
    time: '2026-11-01T10:00:00.000Z',
    site: 'acme',
    actor: 'human',
    weight: 1,
    visitor: someone,
    data: {},
  }),
}));
const others = randomJournal(createRandom(9), 100).slice(0, 100);

/** Holds the next insert of a proxy back, until its sender has given up. */
function holdNext(proxy: Proxy) {
  const release = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  proxy.beforeInsert = async () => {
    proxy.beforeInsert = async () => {};
    await release.promise;
    return () => arrived.resolve();
  };
  return { release: () => release.resolve(), arrived: arrived.promise };
}

async function startLate(name: string) {
  const proxy = await startProxy(clickhouse);
  onTestFinished(() => proxy.close());
  const table = tableOf(clickhouse, name);
  // Each forwarder reads it when it starts: the first gives up soon, a later one waits.
  const limits = { timeoutMs: 1_000 };
  const forwarding = await openForwarding((id) =>
    table.target(id, { url: proxy.url, timeoutMs: limits.timeoutMs }),
  );
  const late = holdNext(proxy);
  return { table, forwarding, late, limits };
}

const leftOf = `count() FROM TABLE WHERE visitor = '${someone}'`;

const cases = [
  ['before', 'theirs alone', 'is still in the journal'],
  ['before', 'theirs and others’', 'is erased from the journal too'],
  ['after', 'theirs alone', 'is erased from the journal too'],
  ['after', 'theirs and others’', 'is still in the journal'],
] as const;

test.each(cases)(
  'a late insert that arrives %s its batch is tried again brings nobody back: %s, who %s',
  async (order, events, journal) => {
    const rest = events === 'theirs alone' ? [] : others;
    const { table, forwarding, late, limits } = await startLate(`late_${order}_${rest.length}`);
    await forwarding.append([...theirs, ...rest]);
    const first = forwarding.start(1_000);
    await expect(first.round()).rejects.toThrow('timeout');
    first.close();

    const store = await table.store();
    await store.forget([{ by: 'visitor', value: someone }]);
    if (journal === 'is erased from the journal too') {
      forwarding.erase(theirs.map((_event, index) => index + 1));
    }
    if (order === 'before') {
      late.release();
      await late.arrived;
    }
    // So the case is what its name says.
    expect(await table.rows(leftOf)).toEqual([[order === 'before' ? 20 : 0]]);
    forwarding.clock.nowMs += 60_000;
    limits.timeoutMs = 60_000;
    const again = forwarding.start(1_000);
    await again.round();
    again.close();
    if (order === 'after') {
      late.release();
      await late.arrived;
    }
    expect(await table.rows(leftOf)).toEqual([[0]]);
    expect(await table.rowCount()).toBe(rest.length);
    expect(forwarding.behind()).toBe(0);
  },
);

test('it would, if the second try did not know of the first', async () => {
  const proxy = await startProxy(clickhouse);
  onTestFinished(() => proxy.close());
  const table = tableOf(clickhouse, 'unknown');
  const target = table.target('test', { url: proxy.url, timeoutMs: 1_000 });
  await target.prepare();
  const late = holdNext(proxy);
  const events = theirs.map((event, index) => ({ ...event, sequence: index + 1 }));
  await expect(target.insert(events, 'late')).rejects.toThrow('timeout');
  await (await table.store()).forget([{ by: 'visitor', value: someone }]);
  const again = table.target('test', { url: proxy.url });
  await again.insert(events, 'late');
  late.release();
  await late.arrived;
  expect(await table.rows(leftOf)).toEqual([[20]]);
  await again.insert(events, 'late', {
    retried: { first: 1, last: 20, partitions: ['202201'] },
  });
  expect(await table.rows(leftOf)).toEqual([[0]]);
});

/** Inserts somebody's events by a batch that ClickHouse needs many seconds for; its sender gives up. */
async function insertSlowly(name: string, events: readonly SourceEvent[] = theirs) {
  const table = tableOf(clickhouse, name);
  await table.target().prepare();
  const slow = 'ADD COLUMN slow UInt8 MATERIALIZED sleepEachRow(0.5)';
  await table.client.run(`ALTER TABLE hitmark.${name} ${slow}`);
  const url = `${clickhouse.url}?function_sleep_max_microseconds_per_block=0`;
  // As `hitmark replay` inserts: nobody tries this batch again.
  const replay = table.target('test', { url, timeoutMs: 1_000 });
  await expect(replay.insert(events, `${name} replay`)).rejects.toThrow('timeout');
  const statements = `count() FROM system.processes WHERE query_kind = 'Insert' AND query LIKE '%${name}%'`;
  const isRunning = async (): Promise<boolean> => (await table.rows(statements))[0]?.[0] === 1;
  expect(await isRunning()).toBe(true);
  return { table, isRunning };
}

test('forget waits for an insert that runs on without its sender, and erases what it has brought', async () => {
  const { table, isRunning } = await insertSlowly('running', [...theirs, ...others.slice(0, 5)]);
  const store = await table.store();
  expect(await store.forget([{ by: 'visitor', value: someone }])).toBe(20);
  expect(await isRunning()).toBe(false);
  expect(await table.rows(leftOf)).toEqual([[0]]);
  expect(await table.rowCount()).toBe(5);
});

test('an insert that runs on would bring somebody back, if nobody waited for it', async () => {
  const { table, isRunning } = await insertSlowly('ignored');
  expect(await eraseRows(table.client, table.options, `visitor = '${someone}'`)).toBe(0);
  await expect.poll(isRunning).toBe(false);
  expect(await table.rows(leftOf)).toEqual([[20]]);
});

test('forget waits for no insert into another table', async () => {
  const table = tableOf(clickhouse, 'another');
  await table.target().prepare();
  await table.target().insert(theirs, 'theirs');
  const many = Array.from({ length: 30 }, () => theirs).flat();
  const { isRunning } = await insertSlowly('busy', many);
  expect(await (await table.store()).forget([{ by: 'visitor', value: someone }])).toBe(20);
  expect(await isRunning()).toBe(true);
});
