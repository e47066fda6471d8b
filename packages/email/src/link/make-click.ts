import { LinkError, type LinkErrorCode } from '@hitmark/codec';
import type { SenderLinks, Recipient } from '../options.ts';
import type { SkipReason } from './resolve-target.ts';
import { findSignature } from './signature.ts';
import { hostOf } from './web-address.ts';

/** Fields of a click link's token that distinguish the links of one email. */
export interface LinkFields {
  readonly position: number | null;
  readonly label: string | null;
  readonly tags: readonly string[];
}

/** A click link, or the reason why there is none. */
export type Click =
  | { readonly href: string; readonly reason?: undefined }
  | { readonly href?: undefined; readonly reason: SkipReason };

/** Reasons to leave a link as it is, by the error that making its click link throws; other errors are thrown on. */
const skipReasons: Partial<Record<LinkErrorCode, SkipReason>> = {
  'too-long': 'too-long',
  'malformed-url': 'refused',
  'forbidden-scheme': 'refused',
  'forbidden-character': 'refused',
  'forbidden-userinfo': 'refused',
};

/** Longest address that becomes a click link, in UTF-16 code units: the collector takes none that is longer. */
const maxTargetLength = 8192;

/** Builds the click link of one target. */
export function makeClick(
  links: SenderLinks,
  target: string,
  {
    metadata,
    clickId: wantsClickId,
    expiresInSeconds,
    message,
    recipient,
    sentAtMs,
    tracking,
  }: Recipient,
  { position, label, tags }: LinkFields,
): Click {
  if (target.length > maxTargetLength) return { reason: 'too-long' };
  // The click id becomes a parameter of the target, which would break a signature over the target's query.
  const clickId = wantsClickId && findSignature(target) === null;
  // A pytracking token has no members for position, label and tags.
  const link = { clickId, expiresInSeconds, message, recipient, sentAtMs, tracking };
  const all = links.format === 'pytracking' ? link : { ...link, position, label, tags };
  try {
    const href = links.click(target, metadata, all);
    // Links that were not made by `createLinks()` may name no hosts: then their own host is that of the link.
    const isOwn = links.hosts === undefined && hostOf(href) === hostOf(target);
    return isOwn ? { reason: 'own-host' } : { href };
  } catch (error) {
    const reason = error instanceof LinkError ? skipReasons[error.code] : undefined;
    if (reason === undefined) throw error;
    return { reason };
  }
}
