import { LinkError, type LinkErrorCode } from '@hitmark/codec';
import type { SenderLinks, Recipient } from '../options.ts';
import type { SkipReason } from './resolve-target.ts';
import { findSignature } from './signature.ts';
import { hostOf } from './web-address.ts';

/** Parts of a click link's token that tell the email's links apart. */
export interface LinkPlace {
  readonly position: number | null;
  readonly label: string | null;
  readonly tags: readonly string[];
}

/** A click link, or the reason why there is none. */
export type Click =
  | { readonly href: string; readonly reason?: undefined }
  | { readonly href?: undefined; readonly reason: SkipReason };

/** Faults of one link, which are no reason not to send the email. */
const reasons: Partial<Record<LinkErrorCode, SkipReason>> = {
  'too-long': 'too-long',
  'malformed-url': 'refused',
  'forbidden-scheme': 'refused',
  'forbidden-character': 'refused',
  'forbidden-userinfo': 'refused',
};

/** Longer addresses than the collector takes, which no server need read either. */
const maxTarget = 8192;

/** Makes the click link of one target. */
export function makeClick(
  links: SenderLinks,
  target: string,
  {
    metadata,
    clickId: wanted,
    expiresInSeconds,
    message,
    recipient,
    sentAtMs,
    tracking,
  }: Recipient,
  { position, label, tags }: LinkPlace,
): Click {
  if (target.length > maxTarget) return { reason: 'too-long' };
  // It becomes a parameter of the target, which one that is signed does not bear.
  const clickId = wanted && findSignature(target) === null;
  // A pytracking link has no room for a place.
  const link = { clickId, expiresInSeconds, message, recipient, sentAtMs, tracking };
  const all = links.format === 'pytracking' ? link : { ...link, position, label, tags };
  try {
    const href = links.click(target, metadata, all);
    // A maker of another make may not tell its hosts.
    const isOwn = links.hosts === undefined && hostOf(href) === hostOf(target);
    return isOwn ? { reason: 'own-host' } : { href };
  } catch (error) {
    const reason = error instanceof LinkError ? reasons[error.code] : undefined;
    if (reason === undefined) throw error;
    return { reason };
  }
}
