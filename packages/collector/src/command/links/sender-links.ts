import { createLinks, type Links } from '@hitmark/codec';
import type { Options } from '../../configuration/index.ts';
import { CommandError } from '../command-error.ts';

/**
 * The links that a collector with these options reads.
 *
 * @throws CommandError where the options lack what links are made of
 */
export function senderLinks({ publicUrl, paths, links }: Options): Links {
  if (publicUrl === null) {
    throw new CommandError(
      'failed',
      'links need an address: set --public-url https://t.example.com',
    );
  }
  if (links.keys.length === 0) {
    throw new CommandError(
      'failed',
      'links need a key: set HITMARK_LINKS__KEYS (see hitmark keygen)',
    );
  }
  const base = (prefixes: readonly string[]): string =>
    `${publicUrl.replace(/\/$/, '')}${prefixes[0]}/`;
  return createLinks({
    openUrl: base(paths.open),
    clickUrl: base(paths.click),
    ...(isSecure(publicUrl) ? { unsubscribeUrl: base(paths.unsubscribe) } : {}),
    keys: links.keys,
    dictionaries: links.dictionaries,
    allowUserinfo: links.allowUserinfo,
  });
}

/**
 * Tells whether links to unsubscribe are made for an address: mail providers post to https; http on this
 * machine is for trying it.
 */
export function isSecure(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
