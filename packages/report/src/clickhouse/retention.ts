import type { Clickhouse } from './client.ts';
import { tableName, type TableNames } from './table-names.ts';

/** Last second of ClickHouse's type for a TTL, in 2106: later times would wrap around to 1970. */
const lastSecond = 2 ** 32 - 1;
const daySeconds = 24 * 60 * 60;

/** Sets the table's TTL, so that ClickHouse deletes events of some age. It does so when it merges parts. */
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
  // Setting a TTL makes ClickHouse read the whole table.
  if (Number(own) === days) return;
  const seconds = `greatest(0, least(intDiv(time_ms, 1000), ${lastSecond - days * daySeconds}))`;
  await clickhouse.run(
    `ALTER TABLE ${tableName(names)} MODIFY TTL toDateTime(${seconds}, 'UTC') + toIntervalDay(${days})`,
  );
}
