import type { Clickhouse } from './client.ts';
import { tableName, type TableNames } from './table-names.ts';

/** Last second of ClickHouse's type for a TTL, in 2106: what is later begins anew at 0. */
const lastSecond = 2 ** 32 - 1;
const daySeconds = 24 * 60 * 60;

/** Sees to it that events are deleted at an age, by the table's TTL. What merges and when is ClickHouse's. */
export async function keepRetention(
  clickhouse: Clickhouse,
  names: TableNames,
  days: number,
): Promise<void> {
  const { database, table } = names;
  const [row] = await clickhouse.rows(
    'SELECT engine_full FROM system.tables WHERE database = {database:String} AND name = {table:String}',
    { database, table },
  );
  const [, ttl = ''] = String(row?.[0]).split(' TTL ');
  const own = ttl.includes('time_ms') ? /toIntervalDay\((\d+)\)/.exec(ttl)?.[1] : undefined;
  // To set it reads the whole table.
  if (Number(own) === days) return;
  const seconds = `greatest(0, least(intDiv(time_ms, 1000), ${lastSecond - days * daySeconds}))`;
  await clickhouse.run(
    `ALTER TABLE ${tableName(names)} MODIFY TTL toDateTime(${seconds}, 'UTC') + toIntervalDay(${days})`,
  );
}
