import { existsSync } from 'node:fs';
import type { Forgotten } from '@hitmark/report/store';
import type { Options } from '../../configuration/index.ts';
import { CommandError } from '../command-error.ts';
import { personFlags } from '../events/event-filter.ts';
import { loadReport } from './load-report.ts';
import { reportFailure } from './report-failure.ts';
import { findCollector } from './running/ask-collector.ts';
import { settingsPath, storeOptions, storePath } from './store-options.ts';

/**
 * Leaves no byte of somebody in the report, its goals, segments, notes and shared links included, whether or
 * not a collector runs. Theirs must be gone from the journal before, or a running report would read it again.
 *
 * @param journalId id of the journal
 * @returns how many events there were
 * @throws CommandError
 */
export async function eraseFromReport(
  options: Options,
  journalId: string,
  forgotten: readonly Forgotten[],
): Promise<number> {
  try {
    await eraseFromSettings(options, forgotten);
    // ClickHouse is erased from by itself; a file may be left of the time before.
    const asksFile = options.report.store === 'duckdb';
    const collector = asksFile ? await findCollector(options.data) : null;
    if (collector !== null) return await collector.ask('forget', forgotten);
    return existsSync(storePath(options)) ? await eraseHere(options, journalId, forgotten) : 0;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const message = `erased from the journal, but not from the report: ${error.message}; then run the same command again`;
    throw new CommandError('failed', message, { cause: error });
  }
}

/** A collector that runs may have the file open meanwhile. */
async function eraseFromSettings(options: Options, forgotten: readonly Forgotten[]): Promise<void> {
  if (!existsSync(settingsPath(options))) return;
  const { openSettings } = await loadReport(() => import('@hitmark/report/settings'));
  await reportFailure(
    (async () => {
      const settings = openSettings(settingsPath(options));
      try {
        settings.forget(forgotten);
      } finally {
        settings.close();
      }
    })(),
  );
}

async function eraseHere(
  options: Options,
  journalId: string,
  forgotten: readonly Forgotten[],
): Promise<number> {
  const { startStore } = await loadReport(() => import('@hitmark/report/store'));
  const store = await reportFailure(startStore({ ...storeOptions(options), source: journalId }));
  try {
    return await reportFailure(store.forget(forgotten));
  } finally {
    await store.close();
  }
}

/** Person or site that the one flag names, as the report knows them. */
export function forgottenOf(flags: Readonly<Record<string, string>>): Forgotten {
  if (flags['site'] !== undefined) return { by: 'site', value: flags['site'] };
  const [by = 'visitor'] = personFlags.filter((flag) => flags[flag] !== undefined);
  const value = flags[by] ?? '';
  if (by !== 'where') return { by, value };
  const equals = value.indexOf('=');
  return { by: 'data', name: value.slice(0, equals), value: value.slice(equals + 1) };
}
