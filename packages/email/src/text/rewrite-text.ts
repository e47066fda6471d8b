import { byteLength } from '../byte-length.ts';
import { applyEdits, type Edit } from '../edit.ts';
import { makeClick } from '../link/make-click.ts';
import { resolveTarget, type SkippedLink, type SkipReason } from '../link/resolve-target.ts';
import type { EmailOptions, Recipient } from '../options.ts';
import { requireText } from '../require-text.ts';
import {
  warnOfLength,
  warnOfSigned,
  warnOfSkipped,
  warnOfTarget,
  type Warning,
} from '../warning.ts';
import { findOtherAddresses, findTextLinks } from './find-text-links.ts';

/** Options of the plain text of an email to one recipient. */
export interface RewriteTextOptions
  extends Omit<EmailOptions, 'opens' | 'pixel' | 'baseUrl'>, Omit<Recipient, 'values'> {
  /**
   * Links that `rewriteHtml` left alone in the HTML of the same email: links that were opted out there are
   * left alone here too.
   *
   * @defaultValue []
   */
  readonly skipped?: readonly SkippedLink[] | undefined;
}

/** A link of the text that was made a click link. */
export interface RewrittenTextLink {
  readonly url: string;
  readonly target: string;
  readonly href: string;
  /** Counts the text's tracked links from 1; travels in the click link. */
  readonly position: number;
  /** Offset of its beginning in the text as it was given. */
  readonly start: number;
  readonly end: number;
}

/** The plain text of an email, ready to be sent. */
export interface RewrittenText {
  readonly text: string;
  readonly links: readonly RewrittenTextLink[];
  /** Every other address of the text, first those of the web: `relative` is one without a scheme. */
  readonly skipped: readonly SkippedLink[];
  readonly warnings: readonly Warning[];
  /** Growth of the text, in bytes of UTF-8. */
  readonly bytesAdded: number;
}

/** Reasons that hold for a URL wherever it stands. */
const shared: ReadonlySet<SkipReason> = new Set(['opted-out', 'unsubscribe']);

/**
 * Makes the web addresses of a plain text click links. Readers see them, and they are long: most
 * senders track the HTML only. Lines, and with them `format=flowed`, stay as they are.
 *
 * @throws TypeError where `text` is not a string, and the errors of `links.click` for metadata and options
 */
export function rewriteText(text: string, options: RewriteTextOptions): RewrittenText {
  requireText(text);
  const links: RewrittenTextLink[] = [];
  const skipped: SkippedLink[] = [];
  const warnings: Warning[] = [];
  const isTracked = options.tracking !== 'none' && (options.clicks ?? true);
  const optedOut = new Map(
    (options.skipped ?? [])
      .filter(({ reason }) => shared.has(reason))
      .map((of) => [of.url, of.reason]),
  );
  const found = isTracked ? findTextLinks(text) : [];
  for (const { url, start, end } of found) track(url, start, end);
  if (isTracked) {
    for (const { url } of findOtherAddresses(text, found)) {
      skip(url, /^www\./i.test(url) ? 'relative' : 'scheme');
    }
  }
  const edits = links.map(({ start, end, href }): Edit => ({ start, end, text: href }));
  const bytesAdded = links.reduce((sum, { url, href }) => sum + href.length - byteLength(url), 0);
  return { text: applyEdits(text, edits), links, skipped, warnings, bytesAdded };

  function track(url: string, start: number, end: number): void {
    const before = lineBefore(text, Math.max(links.at(-1)?.end ?? 0, start - maxLine), start);
    const optOut = optedOut.get(url);
    const { target, reason = 'refused' } = optOut
      ? { reason: optOut }
      : resolveTarget(url, before, options, null);
    if (target === undefined) return skip(url, reason);
    const position = links.length + 1;
    const click = makeClick(options.links, target, options, { position, label: null, tags: [] });
    if (click.href === undefined) return skip(url, click.reason);
    links.push({ url, target, href: click.href, position, start, end });
    const addsParameters = options.clickId === true || options.utm !== undefined;
    warnings.push(
      ...warnOfTarget(url, target, before),
      ...warnOfLength(url, click.href),
      ...warnOfSigned(url, target, addsParameters),
    );
  }

  function skip(url: string, reason: SkipReason): void {
    skipped.push({ url, reason });
    warnings.push(...warnOfSkipped(url, reason));
  }
}

/** Greatest length of a line that is looked at, in characters. */
const maxLine = 200;

/** Text of a line before a link: "To unsubscribe, visit". */
function lineBefore(text: string, from: number, to: number): string {
  const before = text.slice(from, to);
  return before.slice(before.lastIndexOf('\n') + 1);
}
