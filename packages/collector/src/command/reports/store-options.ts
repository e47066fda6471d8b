import { join, resolve } from 'node:path';
import type { StoreOptions } from '@hitmark/report';
import type { Options } from '../../configuration/index.ts';

/** Path of the report's store in a data folder. */
export function storePath({ data }: Pick<Options, 'data'>): string {
  return join(resolve(data), 'report.duckdb');
}

/** Path of the report's settings in a data folder: its goals, segments and the like. */
export function settingsPath({ data }: Pick<Options, 'data'>): string {
  return join(resolve(data), 'report-settings.db');
}

/** Options of the report's store, but for its source. */
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

/** Hosts that are no source of visitors: those that are listed, and those of the sites' pages. */
export function ownHosts({ report, sites }: Pick<Options, 'report' | 'sites'>): readonly string[] {
  const origins = Object.values(sites ?? {}).flatMap((site) => site.origins);
  const hosts = origins.map((origin) => new URL(origin.replace('://*.', '://')).hostname);
  return [...new Set([...report.ownHosts, ...hosts])];
}
