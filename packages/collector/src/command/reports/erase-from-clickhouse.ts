import type { Forgotten } from '@hitmark/report/store';
import type { Options } from '../../configuration/index.ts';
import { CommandError } from '../command-error.ts';
import { loadReport } from './load-report.ts';
import { reportFailure } from './report-failure.ts';

/**
 * Erases persons from ClickHouse's table, so that no collector's insert brings them back. It talks to ClickHouse itself,
 * whether or not a collector runs.
 *
 * @param journalId id of the journal
 * @returns the number of their events; null: no ClickHouse is configured
 * @throws CommandError
 */
export async function eraseFromClickhouse(
  { clickhouse }: Pick<Options, 'clickhouse'>,
  journalId: string,
  forgotten: readonly Forgotten[],
): Promise<number | null> {
  const { url, batchEvents, ...settings } = clickhouse;
  if (url === null) return null;
  const { openClickhouseStore } = await loadReport(() => import('@hitmark/report/clickhouse'));
  try {
    const store = await reportFailure(
      openClickhouseStore({ ...settings, url, journal: journalId }),
    );
    return await reportFailure(store.forget(forgotten));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const message = `erased from the journal, but not from ClickHouse: ${error.message}; then run the same command again`;
    throw new CommandError('failed', message, { cause: error });
  }
}
