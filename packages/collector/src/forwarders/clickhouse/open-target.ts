import type { ClickhouseTarget } from '@hitmark/report/clickhouse';
import { ownHosts, type Options } from '../../configuration/index.ts';
import { loadClickhouse } from './load-clickhouse.ts';

/** Options about ClickHouse, and those that its columns depend on. */
export type ClickhouseForwarderOptions = Pick<Options, 'clickhouse' | 'report' | 'sites'>;

/**
 * Opens the table of events as the options name it.
 *
 * @param journal id of the events' journal
 * @throws ConfigurationError where the package is not installed
 */
export async function openTarget(
  { clickhouse, ...others }: ClickhouseForwarderOptions,
  journal: string,
): Promise<ClickhouseTarget> {
  const { openClickhouseTarget } = await loadClickhouse();
  const { url, batchEvents, ...settings } = clickhouse;
  return openClickhouseTarget({
    ...settings,
    url: url ?? '',
    journal,
    ownHosts: ownHosts(others),
    timeoutMs: insertTimeoutMs,
  });
}

/** Time after which an insert is tried again, in ms. */
const insertTimeoutMs = 60_000;
