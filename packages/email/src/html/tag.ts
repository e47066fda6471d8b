import { code, isSpace } from './characters.ts';
import { readName } from './name.ts';

/** Attribute, as offsets into the source. */
export interface Attribute {
  /** In lower case. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** The value without its quotes; empty, at the end of the name, where there is none. */
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly quote: '"' | "'" | '';
}

/**
 * Finds the end of a tag by the HTML standard's grammar (13.2.5.32 to 13.2.5.40): the first `>` outside of quoted
 * values. A quote begins a value only after a name and `=`.
 *
 * @param from after the tag's name
 * @returns the offset after `>`; -1 where the text ends before the tag does: browsers then drop it
 */
export function findTagEnd(html: string, from: number): number {
  let at = from;
  let hasName = false;
  while (at < html.length) {
    const unit = html.charCodeAt(at);
    at += 1;
    // Most characters of names sort after `>`, so this comes first.
    if (unit > code.greater) hasName = true;
    else if (unit === code.greater) return at;
    else if (unit === code.slash) hasName = false;
    else if (unit === code.equals && hasName) {
      at = skipValue(html, skipSpace(html, at));
      if (at === -1) return -1;
      hasName = false;
    } else if (!isSpace(unit)) hasName = true;
  }
  return -1;
}

/**
 * Reads the attributes of a tag whose end `findTagEnd` has found.
 *
 * @param from after the tag's name
 * @param end of the tag, after `>`
 * @param offset position of `html` in the source: is added to the offsets of the attributes
 */
export function readAttributes(html: string, from: number, end: number, offset = 0): Attribute[] {
  const attributes: Attribute[] = [];
  for (let at = from; at < end - 1;) {
    const unit = html.charCodeAt(at);
    if (unit === code.slash || isSpace(unit)) at += 1;
    else {
      const attribute = readAttribute(html, at, offset);
      attributes.push(attribute);
      at = attribute.end - offset;
    }
  }
  return attributes;
}

function readAttribute(html: string, start: number, offset: number): Attribute {
  const nameEnd = skipName(html, start);
  const name = readName(html, start, nameEnd);
  const equals = skipSpace(html, nameEnd);
  const hasValue = html.charCodeAt(equals) === code.equals;
  const value = hasValue ? skipSpace(html, equals + 1) : nameEnd;
  const end = hasValue ? skipValue(html, value) : nameEnd;
  const quote = hasValue ? quoteAt(html, value) : '';
  return {
    name,
    start: start + offset,
    end: end + offset,
    valueStart: value + quote.length + offset,
    valueEnd: end - quote.length + offset,
    quote,
  };
}

/** @returns the end of an attribute's name, which may begin with `=` but not contain it further on */
function skipName(html: string, start: number): number {
  let at = start + 1;
  while (at < html.length) {
    const unit = html.charCodeAt(at);
    if (unit <= code.greater) {
      if (unit === code.equals || unit === code.greater || unit === code.slash) break;
      if (isSpace(unit)) break;
    }
    at += 1;
  }
  return at;
}

/** @returns the end of a value, after its closing quote; -1 where that is missing */
function skipValue(html: string, start: number): number {
  const quote = quoteAt(html, start);
  if (quote !== '') return html.indexOf(quote, start + 1) + 1 || -1;
  let at = start;
  while (at < html.length) {
    const unit = html.charCodeAt(at);
    if (unit === code.greater || isSpace(unit)) break;
    at += 1;
  }
  return at;
}

function quoteAt(html: string, at: number): Attribute['quote'] {
  const unit = html.charCodeAt(at);
  if (unit === code.doubleQuote) return '"';
  return unit === code.apostrophe ? "'" : '';
}

function skipSpace(html: string, start: number): number {
  let at = start;
  while (at < html.length && isSpace(html.charCodeAt(at))) at += 1;
  return at;
}
