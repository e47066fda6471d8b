import type { Options } from '../../configuration/index.ts';
import { CommandError } from '../command-error.ts';
import { readArguments } from '../read-arguments.ts';
import { appendSent } from './append-sent.ts';
import { postSent } from './post-sent.ts';
import { readSent, sentFlags } from './read-sent.ts';

/** `hitmark sent --message … --recipients …`: says that an email was sent. */
export async function sent(args: readonly string[]): Promise<void> {
  const { options, flags } = await readArguments(args, [...sentFlags, 'site', 'collector']);
  const received = Date.now();
  const event = readSent(flags, received);
  const site = siteOf(flags['site'], options);
  const key = site === null ? undefined : keyOf(site, options);
  const { collector } = flags;
  if (collector !== undefined && key === undefined) {
    throw new CommandError(
      'usage',
      '--collector needs a key of the site: set HITMARK_SITE_KEYS, and --site where it has several',
    );
  }
  const posted = key === undefined ? null : await postSent(event, key, options, collector);
  const outcome = posted ?? (await appendSent(event, site, options, received));
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}

function siteOf(flag: string | undefined, { siteKeys }: Options): string | null {
  if (flag !== undefined) {
    if (flag !== '' && flag.length <= 64) return flag;
    throw new CommandError('usage', '--site: expected a name of 1 to 64 characters');
  }
  const [only, ...others] = Object.keys(siteKeys);
  if (others.length === 0) return only ?? null;
  throw new CommandError('usage', '--site: expected one of the sites of siteKeys');
}

function keyOf(site: string, { siteKeys }: Options): string | undefined {
  return Object.hasOwn(siteKeys, site) ? siteKeys[site]?.[0] : undefined;
}
