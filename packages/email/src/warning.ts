import type { SkipReason } from './link/resolve-target.ts';
import { saysUnsubscribe } from './link/unsubscribe-words.ts';
import { misleadingHost } from './link/visible-text.ts';

/**
 * - `unsubscribe`: a link that says unsubscribe is tracked; `unsubscribeUrl` or `skipUnsubscribe` leave it
 * - `placeholder`: a link is left as it is, because part of it is filled in later
 * - `refused`: a link is left as it is, because the collector would not redirect to it
 * - `long-url`: a link is, or would be, longer than mail clients and servers agree on
 * - `misleading-text`: a link shows another host than it leads to
 * - `plain-http`: a link leads to a page without https
 * - `clipped`: the email is larger than what Gmail shows of one
 */
export type WarningCode =
  | 'unsubscribe'
  | 'placeholder'
  | 'refused'
  | 'long-url'
  | 'misleading-text'
  | 'plain-http'
  | 'clipped';

/** What the sender of an email should know, and no reason not to send it. */
export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
  /** Of the link it is about. */
  readonly url: string | null;
}

/** What to say about a link that is tracked. */
export function warnOfTarget(url: string, target: string, text: string): Warning[] {
  const warnings: Warning[] = [];
  const warn = (code: WarningCode, message: string) => warnings.push({ code, message, url });
  if (saysUnsubscribe(text, target)) {
    warn('unsubscribe', 'expected a link that says unsubscribe not to be tracked');
  }
  const shown = misleadingHost(text, target);
  if (shown !== null) warn('misleading-text', `expected a link that shows ${shown} to lead there`);
  if (/^http:/i.test(target)) warn('plain-http', 'expected a link to lead to https');
  return warnings;
}

/** What to say about a link that is not tracked. */
export function warnOfSkipped(url: string, reason: SkipReason | undefined): Warning[] {
  if (reason === 'placeholder') {
    const message = 'expected no placeholder in a link, or a value for it when rendering';
    return [{ code: 'placeholder', message, url }];
  }
  if (reason === 'refused') {
    const message = 'expected a link that the collector would redirect to';
    return [{ code: 'refused', message, url }];
  }
  if (reason !== 'too-long') return [];
  return [{ code: 'long-url', message: 'expected a link short enough for a click link', url }];
}

/** Gmail cuts an email off at this many bytes, and hides what follows behind a link. */
const clippedBytes = 102 * 1024;

/** Servers and mail clients agree on addresses of this many characters. */
const longUrl = 2000;

/** What to say about the whole email. */
export function warnOfSize(length: number, countBytes: () => number): Warning[] {
  // No character takes more than three bytes for each of its code units.
  if (length * 3 <= clippedBytes) return [];
  const bytes = countBytes();
  if (bytes <= clippedBytes) return [];
  const message = `expected at most ${clippedBytes} bytes, which Gmail shows of an email, got ${bytes}`;
  return [{ code: 'clipped', message, url: null }];
}

/** What to say about a click link. */
export function warnOfLength(url: string, href: string): Warning[] {
  if (href.length <= longUrl) return [];
  const message = `expected a click link of at most ${longUrl} characters, got ${href.length}`;
  return [{ code: 'long-url', message, url }];
}
