import type { EmailOptions } from '../options.ts';
import { hasPlaceholder } from './placeholder.ts';
import { findSignature } from './signature.ts';
import { saysUnsubscribe } from './unsubscribe-words.ts';
import { appendUtm } from './utm.ts';
import { hostOf, webAddress, type NoAddress } from './web-address.ts';

/**
 * Reason why a link is left as it is.
 *
 * - `empty`, `fragment`, `relative`, `scheme`: it leads to no page on the web
 * - `opted-out`: an attribute such as `data-track="off"` says so, of it or of the same link elsewhere
 * - `unsubscribe`: it is `unsubscribeUrl`, or says unsubscribe and `skipUnsubscribe` is set
 * - `own-host`: it leads to the tracking host already
 * - `placeholder`: part of it is filled in later
 * - `refused`: the collector would not redirect to it
 * - `too-long`: the click link would be longer than `maxUrlLength` of `createLinks`
 */
export type SkipReason =
  | NoAddress
  | 'opted-out'
  | 'unsubscribe'
  | 'own-host'
  | 'placeholder'
  | 'refused'
  | 'too-long';

/** A link of the email that is left as it is. */
export interface SkippedLink {
  /** Address as it stands in the email, decoded. */
  readonly url: string;
  readonly reason: SkipReason;
}

/** Address that a link's clicks lead to, or the reason why they are not tracked. */
export type Target =
  | { readonly target: string; readonly reason?: undefined }
  | { readonly target?: undefined; readonly reason: SkipReason };

/**
 * Decides whether a link is tracked, and where its clicks lead, by its address and its text.
 *
 * @param href as `cleanHref` returns it
 * @param text visible text of the link
 * @param base address that relative links are resolved against; null: there is none
 */
export function resolveTarget(
  href: string,
  text: string,
  options: EmailOptions,
  base: string | null,
): Target {
  const { unsubscribeUrl, skipUnsubscribe = false, utm } = options;
  if (unsubscribeUrl && isSame(href, unsubscribeUrl)) return { reason: 'unsubscribe' };
  if (hasPlaceholder(href, options)) return { reason: 'placeholder' };
  const { address, reason } = webAddress(href, base);
  if (address === undefined) return { reason };
  if (options.links.hosts?.includes(hostOf(address))) return { reason: 'own-host' };
  if (skipUnsubscribe && saysUnsubscribe(text, address)) return { reason: 'unsubscribe' };
  const takesUtm = utm !== undefined && findSignature(address) === null;
  return { target: takesUtm ? appendUtm(address, utm) : address };
}

function isSame(href: string, other: string): boolean {
  if (href === other) return true;
  return URL.canParse(href) && URL.canParse(other) && new URL(href).href === new URL(other).href;
}
