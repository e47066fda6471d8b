import { readFileSync } from 'node:fs';
import { CommandError } from '../command-error.ts';
import { readArguments } from '../read-arguments.ts';
import { loadReport } from './load-report.ts';
import { withSettings } from './with-settings.ts';

/** `hitmark report export`: prints goals, funnels, segments and annotations as JSON. */
export async function exportReport(args: readonly string[]): Promise<void> {
  const { options, flags } = await readArguments(args, ['site']);
  const { exportSettings } = await loadReport(() => import('@hitmark/report/settings'));
  const sites = flags['site']?.split(',') ?? null;
  const file = await withSettings(options, (settings) => exportSettings(settings, sites));
  process.stdout.write(`${JSON.stringify(file, null, 2)}\n`);
}

/** `hitmark report import FILE`: takes over what such a file holds; what it does not name stays. */
export async function importReport(args: readonly string[]): Promise<void> {
  const { options, positionals } = await readArguments(args, [], 1);
  const [path] = positionals;
  if (path === undefined) throw new CommandError('usage', 'expected a FILE to import, or -');
  const text = readFileSync(path === '-' ? 0 : path, 'utf8');
  const { importSettings, parseSettingsFile } = await loadReport(
    () => import('@hitmark/report/settings'),
  );
  const counts = await withSettings(options, (settings) =>
    importSettings(settings, parseSettingsFile(parseJson(text, path))),
  );
  process.stdout.write(`${JSON.stringify(counts)}\n`);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CommandError('failed', `${path}: expected JSON`, { cause });
  }
}
