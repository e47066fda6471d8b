import { findSimilar } from './link/placeholder.ts';
import type { SkipReason } from './link/resolve-target.ts';
import { findSignature } from './link/signature.ts';
import { saysUnsubscribe } from './link/unsubscribe-words.ts';
import { misleadingHost } from './link/visible-text.ts';

/**
 * Kind of a warning.
 *
 * - `unsubscribe`: a link that says unsubscribe is tracked; `unsubscribeUrl` or `skipUnsubscribe` leave it
 * - `placeholder`: a link is left as it is, because part of it is filled in later
 * - `placeholder-like`: a link is tracked, though part of it looks like a placeholder; `placeholders` leaves it
 * - `refused`: a link is left as it is, because the collector would not redirect to it
 * - `signed-link`: a link gets no campaign parameters and no `hm_click`, because they would break its signature
 * - `long-url`: a link is, or would be, longer than mail clients and servers agree on
 * - `misleading-text`: a link shows another host than it leads to
 * - `plain-http`: a link leads to a page without https
 * - `clipped`: the email is larger than what Gmail shows of one
 * - `amp`: AMP for Email forbids what tracking would need, or the HTML is AMP and was not treated as such
 * - `untracked-part`: a part of a message holds links that are not tracked
 * - `shared-message`: a message goes to several people, and nobody can tell who of them clicked
 * - `list-unsubscribe`: a message has such a header already, which is left as it is
 */
export type WarningCode =
  | 'unsubscribe'
  | 'placeholder'
  | 'placeholder-like'
  | 'refused'
  | 'signed-link'
  | 'long-url'
  | 'misleading-text'
  | 'plain-http'
  | 'clipped'
  | 'amp'
  | 'untracked-part'
  | 'shared-message'
  | 'list-unsubscribe';

/** Problem of an email that its sender should know; the email can be sent all the same. */
export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
  /** Address of the link it is about. */
  readonly url: string | null;
}

/**
 * Warnings of a link that is tracked.
 *
 * @param url address as it stands in the email
 * @param target address that the click leads to
 * @param text visible text of the link
 * @param words visible text with the texts of the link's images and its title
 */
export function warnOfTarget(
  url: string,
  target: string,
  text: string,
  words: string = text,
): Warning[] {
  const warnings: Warning[] = [];
  const warn = (code: WarningCode, message: string) => warnings.push({ code, message, url });
  if (saysUnsubscribe(words, target)) {
    warn(
      'unsubscribe',
      'a link that says unsubscribe is tracked: set `unsubscribeUrl` or `skipUnsubscribe` to leave it',
    );
  }
  const similar = findSimilar(url);
  if (similar !== null) {
    warn(
      'placeholder-like',
      `a tracked link holds ${similar}, which looks like a placeholder: name it in \`placeholders\``,
    );
  }
  const shown = misleadingHost(text, target);
  if (shown !== null) warn('misleading-text', `the link shows ${shown}, and leads elsewhere`);
  if (/^http:/i.test(target)) warn('plain-http', 'the link leads to http: use https');
  return warnings;
}

/**
 * Warnings of a tracked link whose address is signed.
 *
 * @param addsParameters campaign parameters or `hm_click` would have been added
 */
export function warnOfSigned(url: string, target: string, addsParameters: boolean): Warning[] {
  const parameter = addsParameters ? findSignature(target) : null;
  if (parameter === null) return [];
  const message = `the link is signed by ${parameter}: no utm_… and no hm_click are added, which would break it`;
  return [{ code: 'signed-link', message, url }];
}

/** Warnings of a link that is not tracked. */
export function warnOfSkipped(url: string, reason: SkipReason | undefined): Warning[] {
  if (reason === 'placeholder') {
    const message =
      'the link is not tracked, since it holds a placeholder: give render() its value';
    return [{ code: 'placeholder', message, url }];
  }
  if (reason === 'refused') {
    const message = 'the link is not tracked, since the collector would not redirect to it';
    return [{ code: 'refused', message, url }];
  }
  if (reason !== 'too-long') return [];
  return [
    {
      code: 'long-url',
      message: 'the link is not tracked: its click link would be longer than `maxUrlLength`',
      url,
    },
  ];
}

/** Gmail cuts an email off at this many bytes, and hides what follows behind a link. */
const clippedBytes = 102 * 1024;

/** Longest address that every server and mail client handles, in characters. */
const longUrl = 2000;

/** Largest AMP part that mail clients show; of a larger one they show the HTML part instead. */
const maxAmpBytes = 200_000;

/**
 * Warnings of the size of an email.
 *
 * @param length UTF-16 code units of its HTML
 * @param countBytes counts its UTF-8 bytes; called only where the length does not decide
 */
export function warnOfSize(length: number, countBytes: () => number, amp = false): Warning[] {
  const most = amp ? maxAmpBytes : clippedBytes;
  // No character takes more than three bytes for each of its code units.
  if (length * 3 <= most) return [];
  const bytes = countBytes();
  if (bytes <= most) return [];
  const message = amp
    ? `expected at most ${most} bytes, or AMP is not shown, got ${bytes}`
    : `expected at most ${most} bytes, which Gmail shows of an email, got ${bytes}`;
  return [{ code: 'clipped', message, url: null }];
}

/** Places in AMP for Email whose addresses are fetched. */
const ampRequests = /action-xhr|<amp-list\b/i;

function callsItselfAmp(html: string): boolean {
  const [tag = ''] = /<html\b[^>]*/i.exec(html.slice(0, 1000)) ?? [];
  return /\s(?:\u26A1\uFE0F?4email|amp4email)\b/i.test(tag);
}

/**
 * Warnings of AMP for Email.
 *
 * @param amp the sender's option: true where the HTML is said to be AMP
 */
export function warnOfAmp(html: string, amp: boolean): Warning[] {
  if (amp && ampRequests.test(html)) {
    const message =
      'AMP forbids redirects of requests: `action-xhr` and the `src` of <amp-list> are not tracked';
    return [{ code: 'amp', message, url: null }];
  }
  if (amp || !callsItselfAmp(html)) return [];
  const message = 'this is AMP for Email, where an <img> is not allowed: set `amp: true`';
  return [{ code: 'amp', message, url: null }];
}

/** Warning of a message that says itself how to unsubscribe: mail clients ignore two such headers. */
export const ownListUnsubscribe: Warning = {
  code: 'list-unsubscribe',
  message: 'the message has a List-Unsubscribe header already, which is left as it is',
  url: null,
};

/** Warnings of a part of a message whose links are never tracked. */
export function warnOfUntracked(type: string, text: string): Warning[] {
  if (!/https?:\/\//i.test(text)) return [];
  const why =
    type === 'text/calendar'
      ? 'calendars keep them, and show them to others'
      : 'only HTML, AMP and plain text are';
  const message = `links of a ${type} part are not tracked: ${why}`;
  return [{ code: 'untracked-part', message, url: null }];
}

/**
 * Warnings of the length of a click link.
 *
 * @param href the click link
 */
export function warnOfLength(url: string, href: string): Warning[] {
  if (href.length <= longUrl) return [];
  const message = `the click link has ${href.length} characters, more than ${longUrl}: some mail programs cut it`;
  return [{ code: 'long-url', message, url }];
}
