import * as v from 'valibot';
import type { ClickhouseOptions } from './clickhouse-options.ts';
import type { Options } from './options.ts';
import { expected, flag, group, integer, isNotEmpty, text } from './values.ts';

const name = () => text('a name of letters, digits and _, at most 64', isName);

/** Accepted values and defaults of the options about ClickHouse. */
export const clickhouseEntries = {
  clickhouse: group({
    url: v.nullish(text('an address such as http://localhost:8123', isAddress), null),
    database: v.optional(name(), 'hitmark'),
    table: v.optional(name(), 'events'),
    user: v.nullish(text('a user name', isNotEmpty), null),
    password: v.nullish(text('a password', isNotEmpty), null),
    batchEvents: v.optional(integer(1, 100_000), 5_000),
    createTables: v.optional(flag(), true),
    retentionDays: v.nullish(integer(1, 36_500), null),
  }),
} satisfies Record<keyof ClickhouseOptions, unknown>;

/** Finds options about ClickHouse that contradict others. */
export function clickhouseProblems({
  clickhouse,
  report,
}: Pick<Options, 'clickhouse' | 'report'>): string[] {
  const problems: string[] = [];
  if (report.store === 'clickhouse' && clickhouse.url === null) {
    problems.push(`clickhouse.url: ${expected('an address, since report.store is clickhouse')}`);
  }
  if (clickhouse.retentionDays !== null && !clickhouse.createTables) {
    problems.push(
      `clickhouse.retentionDays: ${expected('clickhouse.createTables, or a TTL of your own in its place')}`,
    );
  }
  return problems;
}

/** A user and password have options of their own, which stand in no log. */
function isAddress(value: string): boolean {
  return /^https?:\/\/[^/?#@\s]+(\/[^?#@\s]*)?$/.test(value) && URL.canParse(value);
}

function isName(value: string): boolean {
  return /^[A-Za-z_]\w{0,63}$/.test(value);
}
