import { isLocalhost } from '../../pipeline/request/origin-facts.ts';
import { readArguments } from '../read-arguments.ts';
import { runCollector } from './run-collector.ts';
import { nextSignal } from './signals.ts';

/** Runs `hitmark serve`: a collector until a signal ends it. Logs advice on its options once it listens. */
export async function serve(args: readonly string[]): Promise<void> {
  const { options } = await readArguments(args);
  await runCollector(options, nextSignal(), ({ url, journal, log }) => {
    log.info({ event: 'listening', url, journal: journal.path }, `listening on ${url}`);
    if (options.links.keys.length === 0) {
      log.info({ event: 'no-link-keys' }, 'no links.keys: sealed email links can not be read');
    }
    if (options.privacy.visitors === 'cookie' && isPlainHttp(options.publicUrl)) {
      log.warn(
        { event: 'plain-http', publicUrl: options.publicUrl },
        'over plain http browsers keep no cookie inside pages of other sites: visitors are recognised on this site only',
      );
    }
  });
}

function isPlainHttp(publicUrl: string | null): boolean {
  if (publicUrl === null || publicUrl.startsWith('https:')) return false;
  return !isLocalhost(new URL(publicUrl).hostname);
}
