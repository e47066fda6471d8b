import { readFileSync } from 'node:fs';
import { CommandError } from '../command-error.ts';
import { readArguments } from '../read-arguments.ts';
import { loadReport } from './load-report.ts';
import { reportFailure } from './report-failure.ts';
import { withSettings } from './with-settings.ts';

/**
 * `hitmark report message NAME FILE --site acme`: gives the HTML of an email, for its page to show clicks over
 * it; `--remove yes` in place of the file takes it back.
 */
export async function giveMessage(args: readonly string[]): Promise<void> {
  const { options, flags, positionals } = await readArguments(args, ['site', 'remove'], 2);
  const [message, path] = positionals;
  const { site, remove } = flags;
  if (site === undefined) throw new CommandError('usage', '--site: expected the site of the email');
  if (message === undefined) {
    throw new CommandError('usage', 'expected the name of the message that the email was sent as');
  }
  if (remove !== undefined) {
    if (remove !== 'yes' || path !== undefined) {
      throw new CommandError('usage', '--remove: expected yes, and no FILE');
    }
    await withSettings(options, ({ emails }) => emails.delete(site, message));
    return;
  }
  if (path === undefined) throw new CommandError('usage', "expected a FILE with the email's HTML");
  const { maxHtmlBytes, readOutline } = await loadReport(
    () => import('@hitmark/report/email-outline'),
  );
  const html = readFileSync(path === '-' ? 0 : path, 'utf8');
  if (Buffer.byteLength(html) > maxHtmlBytes) {
    throw new CommandError('failed', `${path}: expected at most ${maxHtmlBytes} bytes of HTML`);
  }
  const links = await reportFailure(
    withSettings(options, ({ emails }) => {
      const outline = readOutline(html);
      emails.put(site, message, outline);
      return outline.links.length;
    }),
  );
  process.stdout.write(`${JSON.stringify({ site, message, links })}\n`);
}
