import type { Log } from '../../log.ts';
import { startForwarderThread, type RunningForwarder } from '../start-forwarder-thread.ts';
import { loadClickhouse } from './load-clickhouse.ts';
import type { ClickhouseForwarderOptions } from './open-target.ts';

/** Data that the thread is started with. */
export interface ClickhouseThreadData {
  /** Path of the journal's file. */
  readonly path: string;
  readonly options: ClickhouseForwarderOptions;
}

/**
 * Inserts events into ClickHouse.
 *
 * @param path the journal's file
 * @returns null where the options name no server
 * @throws ConfigurationError where `@hitmark/report` is not installed; errors of opening the journal's file
 */
export async function startClickhouse(
  path: string,
  { clickhouse, report, sites }: ClickhouseForwarderOptions,
  log: Log,
): Promise<RunningForwarder | null> {
  if (clickhouse.url === null) return null;
  await loadClickhouse();
  const data: ClickhouseThreadData = { path, options: { clickhouse, report, sites } };
  return startForwarderThread('clickhouse', data, log);
}
