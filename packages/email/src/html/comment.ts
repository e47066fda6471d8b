import { code } from './characters.ts';

/** A comment, and what Outlook reads in it. */
export interface Comment {
  /** -1 where it is not closed: then the rest of the text is comment. */
  readonly end: number;
  /** The markup inside `<!--[if …]>` and `<![endif]-->`, or null for any other comment. */
  readonly conditional: { readonly start: number; readonly end: number } | null;
}

/** No `>` inside: the pattern must not run past the comment. */
const condition = /<!--\s*\[\s*if\b[^\]>]*\]\s*>/iy;

/** @param start of `<!--` */
export function readComment(html: string, start: number): Comment {
  const dashes = findClosingDashes(html, start);
  const end = dashes === -1 ? -1 : html.indexOf('>', dashes) + 1;
  condition.lastIndex = start;
  const opening = condition.exec(html);
  const contentStart = start + (opening?.[0].length ?? 0);
  const contentEnd = dashes === -1 ? html.length : dashes;
  const hasContent = opening !== null && contentStart < contentEnd;
  return { end, conditional: hasContent ? { start: contentStart, end: contentEnd } : null };
}

/** `<!-->` and `<!--->` are whole comments; else one ends with `-->` or `--!>` (13.2.5.43 to 51). */
function findClosingDashes(html: string, start: number): number {
  const content = start + 4;
  let at = html.indexOf('--', start + 2);
  while (at !== -1) {
    const after = html.charCodeAt(at + 2);
    if (after === code.greater) return at;
    const isBang = after === code.exclamation && html.charCodeAt(at + 3) === code.greater;
    if (isBang && at >= content) return at;
    at = html.indexOf('--', at + 1);
  }
  return -1;
}
