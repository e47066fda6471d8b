import type { Options } from '../../../configuration/index.ts';
import type { Log } from '../../../log.ts';
import { senderLinks, senderSettings } from '../../links/sender-links.ts';

/**
 * Checks before the start that senders can be answered, where `links.apiToken` says that they are to be.
 *
 * @throws CommandError where the options lack a key or an address for links
 */
export function checkSenderApi(
  options: Options,
  { isReported, isDemo }: { readonly isReported: boolean; readonly isDemo: boolean },
  log: Pick<Log, 'warn'>,
): void {
  if (options.links.apiToken === null) return;
  if (isReported) {
    senderLinks(senderSettings(options, isDemo ? 'http://localhost' : null));
    return;
  }
  log.warn(
    { event: 'sender-api-off' },
    "links.apiToken has no effect: /api/links, /api/rewrite and /api/read are on the report's port; set report.enabled",
  );
}
