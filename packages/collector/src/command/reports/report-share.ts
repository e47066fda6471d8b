import type { Options } from '../../configuration/index.ts';
import { CommandError } from '../command-error.ts';
import { readArguments } from '../read-arguments.ts';
import { loadReport } from './load-report.ts';
import { publicOrigin } from './public-origin.ts';
import { findCollector } from './running/ask-collector.ts';
import { withSettings } from './with-settings.ts';

/** `hitmark report share --site acme`: prints a link that shows one site, and nothing of persons. */
export async function shareReport(args: readonly string[]): Promise<void> {
  const { options, flags } = await readArguments(args, ['site', 'name', 'days']);
  const { site, name = '', days = '90' } = flags;
  if (site === undefined) throw new CommandError('usage', '--site: expected the site to share');
  if (!/^\d{1,4}$/.test(days)) {
    throw new CommandError('usage', '--days: expected for how many days the link is good');
  }
  const { parseSharedLink } = await loadReport(() => import('@hitmark/report/access'));
  const address = await addressOf(options);
  const nowMs = Date.now();
  const token = await withSettings(options, ({ sharedLinks }) => {
    const wanted = parseSharedLink({ site, name, expires_in_days: Number(days) }, nowMs);
    return sharedLinks.create(wanted, nowMs).token;
  });
  const url = `${address}/share/${token}`;
  process.stdout.write(`${flags['json'] === undefined ? url : JSON.stringify({ url })}\n`);
}

/** Address of the report: a collector that runs it may have been started with flags that this command was not. */
async function addressOf(options: Options): Promise<string> {
  const publicAddress = publicOrigin(options);
  if (publicAddress !== null) return publicAddress;
  const collector = await findCollector(options.data);
  return collector === null
    ? `http://localhost:${options.report.port}`
    : await collector.ask('url', null);
}
