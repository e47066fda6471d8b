import { code } from './characters.ts';
import { decodeAttribute } from './references.ts';
import { readAttributes, type Attribute } from './tag.ts';
import { tokenize, type Sink } from './tokenize.ts';

/** A tag that a reader may click on: `<a>`, `<area>`, or one of Outlook's VML shapes. */
export interface LinkTag {
  /** In lower case. */
  readonly name: string;
  readonly start: number;
  /** After the tag's `>`: what the reader sees of the link begins here. */
  readonly end: number;
  /** End of the content: at the end tag, or at the next link. */
  readonly contentEnd: number;
  readonly attributes: readonly Attribute[];
  /** True where it stands inside `<!--[if …]>`, which only Outlook reads. */
  readonly isConditional: boolean;
}

/** Parts of an email's HTML, as offsets into it. */
export interface Scan {
  /** In the order of the document. */
  readonly links: readonly LinkTag[];
  /** The value of the first `<base href>`, decoded. */
  readonly base: string | null;
  /** After what comes before all content: `<body>`, or else the head, or else `<html>` and doctype. */
  readonly contentStart: number;
  /** The start of the last `</body>`. */
  readonly bodyEnd: number | null;
  /** The end of the text or, where a tag, a comment or raw text is open there, its start. */
  readonly safeEnd: number;
  /** Offset at which the marker stands first as text. */
  readonly marker: number | null;
}

/**
 * Reads an email's HTML once, from start to end. Nothing is copied; any text is fine; the time is
 * linear in its length.
 *
 * @param marker a text without `<` to look for outside of tags, comments and raw text
 */
export function scan(html: string, marker?: string): Scan {
  const links: LinkTag[] = [];
  const collector = collectLinks(html, 0, links);
  const prolog = watchProlog(html);
  let base: string | null = null;
  let bodyEnd: number | null = null;
  let found: number | null = null;
  let next = marker === undefined ? -1 : html.indexOf(marker);

  const safeEnd = tokenize(html, {
    text(start, end) {
      prolog.text(start, end);
      if (marker === undefined || next === -1 || found !== null) return;
      if (next < start) next = html.indexOf(marker, start);
      if (next !== -1 && next < end) found = next;
    },
    startTag(name, start, nameEnd, end) {
      collector.startTag(name, start, nameEnd, end);
      prolog.startTag(name, end);
      if (name === 'base') base ??= hrefOf(html, nameEnd, end);
    },
    endTag(name, start, end) {
      collector.endTag(name, start, end);
      if (name === 'body') bodyEnd = start;
      else if (name === 'head') prolog.headEnd(end);
    },
    comment({ conditional }) {
      if (conditional === null) return;
      // A part of its own, so that nothing in it can make a search run past its end.
      const part = html.slice(conditional.start, conditional.end);
      // Most hold a table's tags, and nothing to click on.
      if (!mayHoldLink.test(part)) return;
      tokenize(part, collectLinks(part, conditional.start, links));
    },
    declaration: (_start, end) => prolog.declaration(end),
  });
  return { links, base, contentStart: prolog.end(), bodyEnd, safeEnd, marker: found };
}

/** @param offset of the text in the document: not 0 in a conditional comment */
function collectLinks(html: string, offset: number, links: LinkTag[]): Sink {
  let open: { contentEnd: number } | null = null;
  const close = (at: number) => {
    if (open !== null) open.contentEnd = at + offset;
    open = null;
  };
  return {
    startTag(name, start, nameEnd, end) {
      if (!isLink(name)) return;
      close(start);
      const attributes = readAttributes(html, nameEnd, end, offset);
      const isEmpty = name === 'area';
      const link = {
        name,
        start: start + offset,
        end: end + offset,
        contentEnd: (isEmpty ? end : html.length) + offset,
        attributes,
        isConditional: offset > 0,
      };
      if (!isEmpty) open = link;
      links.push(link);
    },
    endTag(name, start) {
      if (isLink(name)) close(start);
    },
  };
}

const shapes = new Set(
  ['arc', 'curve', 'group', 'image', 'line', 'oval', 'polyline', 'rect', 'roundrect', 'shape'].map(
    (shape) => `v:${shape}`,
  ),
);

/** Beginning of the tags of `isLink`. */
const mayHoldLink = /<[av]/i;

function isLink(name: string): boolean {
  return name === 'a' || name === 'area' || (name.charCodeAt(1) === code.colon && shapes.has(name));
}

function hrefOf(html: string, nameEnd: number, end: number): string | null {
  const href = readAttributes(html, nameEnd, end).find(({ name }) => name === 'href');
  return href === undefined ? null : decodeAttribute(html.slice(href.valueStart, href.valueEnd));
}

/** Finds where content begins, in documents and in fragments. */
function watchProlog(html: string) {
  let prologEnd = html.startsWith('\uFEFF') ? 1 : 0;
  let isOver = false;
  let head: number | null = null;
  let body: number | null = null;
  const extend = (end: number) => {
    if (!isOver) prologEnd = end;
  };
  return {
    text(start: number, end: number) {
      isOver ||= /[^\s\uFEFF]/.test(html.slice(start, end));
    },
    startTag(name: string, end: number) {
      if (name === 'html') extend(end);
      else isOver = true;
      if (name === 'body') body ??= end;
    },
    headEnd(end: number) {
      head ??= end;
    },
    declaration: extend,
    end: () => body ?? head ?? prologEnd,
  };
}
