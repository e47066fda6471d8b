import { createLinks, type Links } from '@hitmark/codec';
import QuickLRU from 'quick-lru';
import type { Options } from '../../configuration/index.ts';
import { CommandError } from '../command-error.ts';

/** Options that links are made of. */
export type LinkSettings = Pick<Options, 'publicUrl' | 'paths' | 'links'>;

/** Links of a site; of none without one. */
export type LinksOf = (site: string | null | undefined) => Links;

/** Sites whose links are remembered. */
const maxSites = 100;

/** @throws CommandError where the options lack a key or an address for links */
export function linksBySite(options: LinkSettings): LinksOf {
  const ofNone = senderLinks(options);
  const bySite = new QuickLRU<string, Links>({ maxSize: maxSites });
  return (site) => {
    if (site == null) return ofNone;
    const links = bySite.get(site) ?? senderLinks(options, site);
    bySite.set(site, links);
    return links;
  };
}

/**
 * The links that a collector with these options reads.
 *
 * @throws CommandError where the options lack a key or an address for links
 */
export function senderLinks(
  { publicUrl, paths, links }: LinkSettings,
  site: string | null = null,
): Links {
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
    site,
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

/** @param ownUrl address of a demo, which is reached on this machine; null: `publicUrl` has to be set */
export function senderSettings(options: Options, ownUrl: string | null): LinkSettings {
  return { ...options, publicUrl: options.publicUrl ?? ownUrl };
}
