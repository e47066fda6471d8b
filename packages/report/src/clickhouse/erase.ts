import { setTimeout as wait } from 'node:timers/promises';
import type { Forgotten } from '../store/forget.ts';
import { ClickhouseError } from './clickhouse-error.ts';
import type { Clickhouse } from './client.ts';
import { hashOf, isTheirs, memberOf } from './forgotten.ts';
import { forgottenName, tableName, type TableNames } from './table-names.ts';

/** Longest wait for parts that are no more in use, in ms. */
const partsTimeoutMs = 15 * 60_000;
const pauseMs = 250;

/**
 * Leaves no byte of somebody's events in a table, and keeps their hash, so that no insert brings them back.
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
  // First: what any collector inserts from now on is without them, or is erased by who has inserted it.
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
  return eraseRows(clickhouse, names, forgotten.map(isTheirs).join(' OR '));
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
  const [row] = await clickhouse.rows(`SELECT uniqExact(id) FROM ${table} WHERE ${condition}`);
  const events = Number(row?.[0] ?? 0);
  // Parts that are merged away stay on disk for minutes otherwise: a power cut could damage the new ones.
  await clickhouse.run(`ALTER TABLE ${table} MODIFY SETTING old_parts_lifetime = 1`);
  try {
    await clickhouse.run(
      `ALTER TABLE ${table} DELETE WHERE ${condition}`,
      {},
      { mutations_sync: 2 },
    );
    await waitForOldParts(clickhouse, names);
  } finally {
    await clickhouse.run(`ALTER TABLE ${table} RESET SETTING old_parts_lifetime`);
  }
  return events;
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
