import type { Queryable } from '../answer/run-sql.ts';
import { StoreError } from '../store/store-error.ts';
import { ClickhouseError } from './clickhouse-error.ts';
import type { Clickhouse, ClickhouseSettings } from './client.ts';

/** Settings by which ClickHouse keeps to standard SQL, which it does not by itself. */
const standardSql: ClickhouseSettings = {
  join_use_nulls: 1,
  aggregate_functions_null_for_empty: 1,
  prefer_column_name_to_alias: 1,
  transform_null_in: 0,
  enable_analyzer: 1,
  // An event may have come twice: the same row must be left by whatever index.
  use_skip_indexes_if_final: 1,
  use_skip_indexes_if_final_exact_mode: 1,
  // Both rows of an event are in one partition.
  do_not_merge_across_partitions_select_final: 1,
  cancel_http_readonly_queries_on_client_close: 1,
};

/** A server, as the statements that are put together for any engine ask it. */
export function toQueryable(clickhouse: Clickhouse, signal: AbortSignal | undefined): Queryable {
  return {
    async rows(statement, values = []) {
      try {
        const { text, parameters } = bind(statement, values as readonly (string | number)[]);
        return await clickhouse.rows(text, parameters, standardSql, signal);
      } catch (error) {
        if (signal?.aborted) throw new StoreError('query-cancelled', 'the query was cancelled');
        throw toStoreError(error);
      }
    },
  };
}

/** Names the parameters of a statement, which has a question mark for each and no other. */
export function bind(
  statement: string,
  values: readonly (string | number)[],
): { readonly text: string; readonly parameters: Readonly<Record<string, string | number>> } {
  const parts = statement.split('?');
  if (parts.length !== values.length + 1) throw new RangeError('as many ? as values');
  const text = parts.reduce((before, part, index) => {
    const type = typeof values[index - 1] === 'number' ? 'Float64' : 'String';
    return `${before}{p${index - 1}:${type}}${part}`;
  });
  const parameters = Object.fromEntries(values.map((value, index) => [`p${index}`, value]));
  return { text, parameters };
}

export function toStoreError(cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  if (!(cause instanceof ClickhouseError))
    return new StoreError('store-failed', message, { cause });
  const code = codes[cause.code] ?? 'store-unavailable';
  return new StoreError(code, message, { cause });
}

const codes: Partial<Record<ClickhouseError['code'], StoreError['code']>> = {
  'clickhouse-refused': 'store-failed',
  'clickhouse-newer': 'store-newer',
};
