import type { Settings } from '@hitmark/report/settings';
import type { Options } from '../../configuration/index.ts';
import { makeFolder } from '../../file-system/make-folder.ts';
import { CommandError } from '../command-error.ts';
import { loadReport } from './load-report.ts';
import { settingsPath } from './store-options.ts';

/**
 * Works with the report's settings, whether or not a collector runs.
 *
 * @throws CommandError where the settings refuse a change
 */
export async function withSettings<Result>(
  options: Options,
  work: (settings: Settings) => Result,
): Promise<Result> {
  const { openSettings, SettingsError } = await loadReport(
    () => import('@hitmark/report/settings'),
  );
  try {
    makeFolder(options.data);
    const settings = openSettings(settingsPath(options));
    try {
      return work(settings);
    } finally {
      settings.close();
    }
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new CommandError('failed', error.message.replaceAll('\n', '; '), { cause: error });
  }
}
