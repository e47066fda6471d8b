import { join, resolve } from 'node:path';
import type { StoreOptions } from '@hitmark/report/store';
import type { ClickhouseStoreOptions } from '@hitmark/report/clickhouse';
import { ownHosts, type Options } from '../../configuration/index.ts';

/** Path of the report's store in a data folder. */
export function storePath({ data }: Pick<Options, 'data'>): string {
  return join(resolve(data), 'report.duckdb');
}

/** Path of the report's settings in a data folder: its goals, segments and the like. */
export function settingsPath({ data }: Pick<Options, 'data'>): string {
  return join(resolve(data), 'report-settings.db');
}

/** Options of the report's store, without its source. */
export function storeOptions(options: Options): Omit<StoreOptions, 'source'> {
  const { memoryLimit, threads, dataColumns } = options.report;
  return {
    path: storePath(options),
    memoryLimit,
    threads,
    dataColumns,
    ownHosts: ownHosts(options),
  };
}

/** Table of the ClickHouse server that the report queries; null: the report has a store of its own. */
export function clickhouseStore({
  clickhouse,
  report,
}: Pick<Options, 'clickhouse' | 'report'>): Omit<ClickhouseStoreOptions, 'journal'> | null {
  const { url, user, password, database, table, createTables } = clickhouse;
  if (report.store !== 'clickhouse' || url === null) return null;
  return { url, user, password, database, table, createTables };
}
