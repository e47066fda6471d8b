import { code, isLetter, isSpace } from './characters.ts';
import { readComment, type Comment } from './comment.ts';
import { readName } from './name.ts';
import { findRawTextEnd, isRawText } from './raw-text.ts';
import { findTagEnd } from './tag.ts';

/** Receives the parts of a text, in order, as offsets into it. */
export interface Sink {
  /** Text; not that of `<style>`, `<title>` and the like. */
  text?(start: number, end: number): void;
  /** @param name in lower case; `nameEnd` is where `readAttributes` finds the attributes */
  startTag(name: string, start: number, nameEnd: number, end: number): void;
  endTag(name: string, start: number, end: number): void;
  comment?(comment: Comment): void;
  /** A doctype, `<?xml … ?>`, or another comment in disguise, such as `<![endif]>`. */
  declaration?(start: number, end: number): void;
}

/**
 * Splits a text into tags as a browser's tokenizer does with scripting off (13.2.5), without building
 * a tree. Any text is fine; the time is linear in its length. Of SVG and MathML it knows what emails hold:
 * whole drawings and formulas, not the tree that broken ones would make.
 *
 * @returns the end of the text or, where a tag, a comment or raw text is open there, its start
 */
export function tokenize(html: string, sink: Sink): number {
  /** Open `<svg>` and `<math>`: in them `<style>` and `<title>` are no raw text, `<![CDATA[` is a section. */
  const foreign: string[] = [];
  let textStart = 0;
  let at = html.indexOf('<');
  while (at !== -1) {
    const end = beginsMarkup(at) ? markup(at) : at;
    if (end === -1) break;
    if (end > at) textStart = end;
    at = html.indexOf('<', Math.max(end, at + 1));
  }
  if (at === -1 && textStart < html.length) sink.text?.(textStart, html.length);
  return at === -1 ? html.length : at;

  function beginsMarkup(start: number): boolean {
    const next = html.charCodeAt(start + 1);
    if (next === code.slash) return start + 2 < html.length;
    return isLetter(next) || next === code.exclamation || next === code.question;
  }

  /** @returns where it ends; -1 where the text ends before it does */
  function markup(start: number): number {
    if (textStart < start) sink.text?.(textStart, start);
    const next = html.charCodeAt(start + 1);
    if (isLetter(next)) return startTag(start);
    if (next === code.exclamation) return exclamation(start);
    const isEndTag = next === code.slash && isLetter(html.charCodeAt(start + 2));
    return isEndTag ? endTag(start) : declaration(start);
  }

  function startTag(start: number): number {
    const nameEnd = skipTagName(html, start + 1);
    const name = readName(html, start + 1, nameEnd);
    const end = findTagEnd(html, nameEnd);
    if (end === -1) return -1;
    sink.startTag(name, start, nameEnd, end);
    if (name !== 'svg' && name !== 'math') {
      return isRawText(name) && foreign.length === 0 ? findRawTextEnd(html, name, end) : end;
    }
    const isSelfClosing = html.charCodeAt(end - 2) === code.slash;
    if (!isSelfClosing) foreign.push(name);
    return end;
  }

  function endTag(start: number): number {
    const nameEnd = skipTagName(html, start + 2);
    const end = findTagEnd(html, nameEnd);
    if (end === -1) return -1;
    const name = readName(html, start + 2, nameEnd);
    if (foreign.at(-1) === name) foreign.pop();
    sink.endTag(name, start, end);
    return end;
  }

  function exclamation(start: number): number {
    if (html.startsWith('--', start + 2)) {
      const comment = readComment(html, start);
      sink.comment?.(comment);
      return comment.end;
    }
    const isSection = foreign.length > 0 && html.startsWith('[CDATA[', start + 2);
    if (!isSection) return declaration(start);
    const brackets = html.indexOf(']]>', start + 9);
    return brackets === -1 ? -1 : brackets + 3;
  }

  function declaration(start: number): number {
    const end = html.indexOf('>', start + 2) + 1;
    if (end === 0) return -1;
    sink.declaration?.(start, end);
    return end;
  }
}

function skipTagName(html: string, start: number): number {
  let at = start;
  while (at < html.length) {
    const unit = html.charCodeAt(at);
    if (unit === code.greater || unit === code.slash || isSpace(unit)) break;
    at += 1;
  }
  return at;
}
