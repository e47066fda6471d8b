import { timingSafeEqual } from 'node:crypto';
import type { Options } from '../configuration/index.ts';
import { digest } from '../text/bearer.ts';

/** Sender of a request: the server of a site, or (site null) a page, which proves nothing. */
interface Sender {
  readonly site: string | null;
}

/** Finds the sender whose key an Authorization header carries; null: no site has this key. */
export type ReadSender = (authorization: string | null) => Sender | null;

/**
 * Creates the function that tells the sites' own servers from everybody else. Its time tells nothing about
 * a key: digests are compared, each with every one, in constant time.
 */
export function createReadSender(siteKeys: Options['siteKeys']): ReadSender {
  const known = Object.entries(siteKeys).flatMap(([site, keys]) =>
    keys.map((key) => ({ site, hash: digest(key) })),
  );
  return (authorization) => {
    // Other schemes are between a browser and a proxy in front.
    const [, key] = /^Bearer (.*)$/i.exec(authorization ?? '') ?? [];
    if (key === undefined) return { site: null };
    const hash = digest(key.trim());
    const [found] = known.filter((each) => timingSafeEqual(each.hash, hash));
    return found === undefined ? null : { site: found.site };
  };
}
