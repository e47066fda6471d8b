import { setTimeout as wait } from 'node:timers/promises';
import type { Forgotten } from '../store/forget.ts';
import { ClickhouseError } from './clickhouse-error.ts';
import type { Clickhouse } from './client.ts';
import { hashOf, isTheirs, memberOf } from './forgotten.ts';
import { forgottenName, insertInto, tableName, type TableNames } from './table-names.ts';

/** Longest wait until ClickHouse has deleted old parts, in ms. */
const partsTimeoutMs = 15 * 60_000;
/** Longest wait for an insert that runs, in ms. */
const insertsTimeoutMs = 15 * 60_000;
const pauseMs = 250;

/**
 * Erases all events of persons from a table, and keeps hashes of their names, so that no insert brings them back.
 *
 * @returns how many events there were
 */
export async function eraseFromClickhouse(
  clickhouse: Clickhouse,
  names: TableNames,
  forgotten: readonly Forgotten[],
): Promise<number> {
  if (forgotten.length === 0 || forgotten.some(({ value }) => value === '')) {
    throw new TypeError('an empty value names nobody: give the value that events have');
  }
  // This comes first: from now on each collector leaves out events of these persons, or erases those that it has
  // inserted.
  for (const each of forgotten) {
    const member = memberOf(each);
    if (member === null) continue;
    const values = { member, hash: hashOf(member, each.value) };
    await clickhouse.run(
      `INSERT INTO ${forgottenName(names)} (member, hash) SELECT {member:String}, {hash:String}`,
      values,
      { async_insert: 0 },
    );
  }
  const condition = forgotten.map(isTheirs).join(' OR ');
  // ClickHouse finishes an insert even when its sender has given up. No collector erases the events of such an insert.
  await waitForInserts(clickhouse, names);
  const events = await eraseRows(clickhouse, names, condition);
  // Meanwhile another insert may have been on its way to ClickHouse.
  await waitForInserts(clickhouse, names);
  if ((await countRows(clickhouse, names, condition)) === 0) return events;
  return Math.max(events, await eraseRows(clickhouse, names, condition));
}

/**
 * Waits until the inserts into a table that run now are done; others may follow.
 *
 * @throws ClickhouseError where one does not end
 */
async function waitForInserts(clickhouse: Clickhouse, names: TableNames): Promise<void> {
  const running = async (): Promise<readonly string[]> => {
    const rows = await clickhouse.rows(
      'SELECT query_id FROM system.processes WHERE startsWith(query, {start:String})',
      { start: insertInto(names) },
    );
    return rows.map(([id]) => String(id));
  };
  const before = new Set(await running());
  for (let waitedMs = 0; before.size > 0; waitedMs += pauseMs) {
    const left = (await running()).find((id) => before.has(id));
    if (left === undefined) return;
    if (waitedMs >= insertsTimeoutMs) {
      const message = `an insert into ${names.table} does not end (${left} of system.processes): end it by KILL QUERY, and run the same command again`;
      throw new ClickhouseError('clickhouse-refused', message);
    }
    await wait(pauseMs);
  }
}

/**
 * Erases the rows that meet a condition: from the parts in use, and the parts that held them before.
 *
 * @returns how many events there were
 */
export async function eraseRows(
  clickhouse: Clickhouse,
  names: TableNames,
  condition: string,
): Promise<number> {
  const table = tableName(names);
  const events = await countRows(clickhouse, names, condition);
  // By default ClickHouse keeps the old parts on disk for minutes, in case a power cut damages the new ones.
  // A part without rows must stay: it holds the names of its batches, by which ClickHouse refuses a late second insert.
  await clickhouse.run(
    `ALTER TABLE ${table} MODIFY SETTING old_parts_lifetime = 1, remove_empty_parts = 0`,
  );
  try {
    await deleteRows(clickhouse, names, condition);
    await waitForOldParts(clickhouse, names);
  } finally {
    await clickhouse.run(`ALTER TABLE ${table} RESET SETTING old_parts_lifetime`);
  }
  return events;
}

/** Counts the events that meet a condition, month by month: no statement reads the whole table. */
export async function countRows(
  clickhouse: Clickhouse,
  names: TableNames,
  condition: string,
): Promise<number> {
  const { database, table } = names;
  const partitions = await clickhouse.rows(
    `SELECT DISTINCT partition_id FROM system.parts
     WHERE database = {database:String} AND table = {table:String} AND active`,
    { database, table },
  );
  let events = 0;
  // An event's id decides its partition, so that no event is in two.
  for (const [partition] of partitions) {
    const [row] = await clickhouse.rows(
      `SELECT uniqExact(id) FROM ${tableName(names)}
       WHERE _partition_id = {partition:String} AND (${condition})`,
      { partition: String(partition) },
    );
    events += Number(row?.[0] ?? 0);
  }
  return events;
}

/**
 * Deletes rows, however long that takes: a statement that waited for it would lose its connection, to fetch's own
 * limit (5 minutes) or to a proxy's.
 */
async function deleteRows(
  clickhouse: Clickhouse,
  names: TableNames,
  condition: string,
): Promise<void> {
  const mutations = async (): Promise<readonly (readonly [id: string, reason: string])[]> => {
    const { database, table } = names;
    const rows = await clickhouse.rows(
      `SELECT mutation_id, latest_fail_reason FROM system.mutations
       WHERE database = {database:String} AND table = {table:String} AND NOT is_done`,
      { database, table },
    );
    return rows.map(([id, reason]) => [String(id), String(reason)]);
  };
  const statement = `ALTER TABLE ${tableName(names)} DELETE WHERE ${condition}`;
  await clickhouse.run(statement, {}, { mutations_sync: 0 });
  // This waits for mutations of others that are under way, too: nothing distinguishes them from this one.
  const own = new Set((await mutations()).map(([id]) => id));
  for (;;) {
    const open = (await mutations()).filter(([id]) => own.has(id));
    if (open.length === 0) return;
    const [id, reason] = open.find(([, because]) => because !== '') ?? [];
    if (id !== undefined) {
      const message = `deleting from ${names.table} fails (${id} of system.mutations): ${reason}`;
      throw new ClickhouseError('clickhouse-refused', message);
    }
    await wait(pauseMs);
  }
}

/** Waits until the parts that are out of use now are deleted; others may follow. */
async function waitForOldParts(
  clickhouse: Clickhouse,
  { database, table }: TableNames,
): Promise<void> {
  const inactive = async (): Promise<readonly string[]> => {
    const rows = await clickhouse.rows(
      `SELECT name FROM system.parts
       WHERE database = {database:String} AND table = {table:String} AND NOT active`,
      { database, table },
    );
    return rows.map(([name]) => String(name));
  };
  const old = new Set(await inactive());
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    if (!(await inactive()).some((name) => old.has(name))) return;
    if (waitedMs >= partsTimeoutMs) {
      const message = `old parts of ${table} are still on disk (system.parts): run the same command again`;
      throw new ClickhouseError('clickhouse-refused', message);
    }
    await wait(pauseMs);
  }
}
