import { createHash, timingSafeEqual } from 'node:crypto';
import type { Options } from '../configuration/index.ts';

/** Who sends a request: the server of a site, or (site null) a page, which proves nothing. */
interface Sender {
  readonly site: string | null;
}

/** Whose key an Authorization header carries; null: a key that is none of ours. */
export type ReadSender = (authorization: string | null) => Sender | null;

/**
 * Makes what tells the sites' own servers from everybody else. How long it takes tells nothing about a
 * key: hashes are compared, each with every one, in constant time.
 */
export function createReadSender(siteKeys: Options['siteKeys']): ReadSender {
  const known = Object.entries(siteKeys).flatMap(([site, keys]) =>
    keys.map((key) => ({ site, hash: hash(key) })),
  );
  return (authorization) => {
    // Other schemes are between a browser and a proxy in front.
    const [, key] = /^Bearer (.*)$/i.exec(authorization ?? '') ?? [];
    if (key === undefined) return { site: null };
    const given = hash(key.trim());
    const [found] = known.filter((each) => timingSafeEqual(each.hash, given));
    return found === undefined ? null : { site: found.site };
  };
}

function hash(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
