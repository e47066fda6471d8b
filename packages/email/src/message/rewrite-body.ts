import type { Edit } from '../edit.ts';
import type { SkippedLink } from '../link/resolve-target.ts';
import { readTemplate } from '../template/read-template.ts';
import { renderSlots } from '../template/render.ts';
import { rewriteText } from '../text/rewrite-text.ts';
import { warnOfUntracked, type Warning } from '../warning.ts';
import type { Binary } from './binary.ts';
import { decodeText } from './charset.ts';
import { readContent, type EditedBody } from './content.ts';
import { joinFlowed } from './flowed.ts';
import type { RewriteMessageOptions } from './options.ts';
import type { Part } from './part.ts';

/** A link of a message that was made a click link. */
export interface MessageLink {
  /** Address as it stood in the message, decoded. */
  readonly url: string;
  /** Address that a click leads to in the end: absolute, with campaign parameters. */
  readonly target: string;
  /** The click link. */
  readonly href: string;
  /** Counts the tracked links of its part from 1; travels in the click link. */
  readonly position: number;
  /** Number of its part, as in IMAP: `1.2`. */
  readonly part: string;
}

/** Links of a body, and the edits that track them. */
interface TrackedText {
  readonly edits: readonly Edit[];
  readonly links: readonly Omit<MessageLink, 'part'>[];
  readonly skipped: readonly SkippedLink[];
  readonly warnings: readonly Warning[];
}

/** Outcome of rewriting one body of a message. */
export interface RewrittenBody extends Omit<TrackedText, 'edits' | 'links'> {
  readonly links: readonly MessageLink[];
  /** The new body; null where it stays as it is. */
  readonly edited: EditedBody | null;
}

/** Options of one body of a message. */
export interface BodyOptions extends RewriteMessageOptions {
  /** Links that were left alone in the HTML of the same message. */
  readonly skipped?: readonly SkippedLink[] | undefined;
}

/** Tracks one body of a message. */
export function rewriteBody(
  part: Part,
  body: Binary,
  lineBreak: string,
  options: BodyOptions,
): RewrittenBody {
  const content = readContent(part.encoding, body, lineBreak);
  if (content === null)
    return untracked(part, `its transfer encoding ${part.encoding} cannot be read`);
  const charset = part.type.parameters.get('charset');
  const decoded = decodeText(content.bytes, charset);
  if (decoded === null) return untracked(part, `its charset ${charset} is not known`);
  const { edits, links, ...rest } = trackText(part, decoded.text, options);
  const changes = edits.filter(({ start, end, text }) => text !== decoded.text.slice(start, end));
  const byteEdits = decoded.toByteEdits(changes);
  if (byteEdits === null)
    return untracked(part, `its charset ${charset} can not write the click links`);
  return {
    ...rest,
    links: links.map(({ url, target, href, position }) => ({
      url,
      target,
      href,
      position,
      part: part.section,
    })),
    edited: changes.length === 0 ? null : content.edit(byteEdits),
  };
}

function trackText({ type }: Part, text: string, options: BodyOptions): TrackedText {
  if (type.value === 'text/plain') {
    const isJoined = type.parameters.get('delsp')?.toLowerCase() === 'yes';
    const joined = isJoined ? joinFlowed(text) : null;
    const tracked = rewriteText(joined?.text ?? text, options);
    const edits = tracked.links.map(({ start, end, href }) => ({ start, end, text: href }));
    return { ...tracked, edits: joined?.toOriginal(edits) ?? edits };
  }
  if (isHtml(type.value)) {
    const amp = type.value === 'text/x-amp-html';
    const htmlOptions = { ...options, amp };
    return renderSlots(readTemplate(text, htmlOptions, false), htmlOptions, options);
  }
  return { edits: [], links: [], skipped: [], warnings: warnOfUntracked(type.value, text) };
}

export function isHtml(type: string): boolean {
  return type === 'text/html' || type === 'text/x-amp-html' || type === 'text/watch-html';
}

function untracked({ section, type }: Part, reason: string): RewrittenBody {
  const message = `links of part ${section} (${type.value}) are not tracked: ${reason}`;
  const warnings: Warning[] = [{ code: 'untracked-part', message, url: null }];
  return { links: [], skipped: [], warnings, edited: null };
}
