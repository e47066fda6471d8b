import type { SkippedLink } from '../link/resolve-target.ts';
import { toBinary } from '../message/binary.ts';
import { decodeText } from '../message/charset.ts';
import { readParameters } from '../message/parameters.ts';
import { rewriteHtml, type RewriteOptions } from '../template/compile-email.ts';
import { rewriteText } from '../text/rewrite-text.ts';
import { warnOfUntracked, type Warning } from '../warning.ts';

/** A content of a message after tracking. */
export interface TrackedContent {
  /** The new content; null where it stays as it is. */
  readonly content: string | null;
  readonly skipped: readonly SkippedLink[];
  readonly warnings: readonly Warning[];
}

/** Options of the content, and of all others of the same message. */
export interface TrackContentOptions extends RewriteOptions {
  readonly text?: boolean | undefined;
  /** Links that were left alone in the HTML of the same message. */
  readonly skipped?: readonly SkippedLink[] | undefined;
}

/** Tracks one of the contents of a message, as its type allows. */
export function trackContent(
  contentType: string,
  source: string | Uint8Array,
  options: TrackContentOptions,
): TrackedContent {
  const { value: type, parameters } = readParameters(contentType);
  const content = typeof source === 'string' ? source : toText(source, parameters.get('charset'));
  if (type === 'text/html') return trackHtml(content, options);
  if (type === 'text/x-amp-html') return trackHtml(content, { ...options, amp: true });
  // A watch shows it beside the HTML, which has the pixel.
  if (type === 'text/watch-html') {
    return trackHtml(content, { ...options, opens: false, honeypot: null });
  }
  if (type !== 'text/plain') {
    return { content: null, skipped: [], warnings: warnOfUntracked(type, content) };
  }
  if (!options.text) return { content: null, skipped: [], warnings: [] };
  const { text, skipped, warnings } = rewriteText(content, options);
  return { content: text, skipped, warnings };
}

function trackHtml(content: string, options: RewriteOptions): TrackedContent {
  const { html, skipped, warnings } = rewriteHtml(content, options);
  return { content: html, skipped, warnings };
}

function toText(bytes: Uint8Array, charset: string | undefined): string {
  return decodeText(toBinary(bytes), charset)?.text ?? new TextDecoder().decode(bytes);
}
