import { code, isSpace } from './characters.ts';

/** Where an attribute stands in the source. */
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
 * Reads the attributes of a tag by the HTML standard's grammar (13.2.5.32 to 13.2.5.40).
 *
 * @param from after the tag's name
 * @param attributes is filled, where given
 * @param offset is added to the offsets of the attributes
 * @returns the offset after `>`; -1 where the text ends inside the tag, which is then no tag
 */
export function readTag(html: string, from: number, attributes?: Attribute[], offset = 0): number {
  let at = from;
  while (at < html.length) {
    const unit = html.charCodeAt(at);
    if (unit === code.greater) return at + 1;
    if (unit === code.slash || isSpace(unit)) at += 1;
    else at = readAttribute(html, at, attributes, offset);
    if (at === -1) return -1;
  }
  return -1;
}

function readAttribute(
  html: string,
  start: number,
  attributes: Attribute[] | undefined,
  offset: number,
): number {
  const nameEnd = skipName(html, start);
  const equals = skipSpace(html, nameEnd);
  if (html.charCodeAt(equals) !== code.equals) {
    attributes?.push(attribute(html, start, nameEnd, nameEnd, nameEnd, '', offset));
    return nameEnd;
  }
  const value = skipSpace(html, equals + 1);
  const unit = html.charCodeAt(value);
  if (unit === code.doubleQuote || unit === code.apostrophe) {
    const quote = unit === code.doubleQuote ? '"' : "'";
    const end = html.indexOf(quote, value + 1);
    if (end === -1) return -1;
    attributes?.push(attribute(html, start, nameEnd, value + 1, end, quote, offset));
    return end + 1;
  }
  const end = skipUnquoted(html, value);
  attributes?.push(attribute(html, start, nameEnd, value, end, '', offset));
  return end;
}

function attribute(
  html: string,
  start: number,
  nameEnd: number,
  valueStart: number,
  valueEnd: number,
  quote: Attribute['quote'],
  offset: number,
): Attribute {
  return {
    name: html.slice(start, nameEnd).toLowerCase(),
    start: start + offset,
    end: valueEnd + quote.length + offset,
    valueStart: valueStart + offset,
    valueEnd: valueEnd + offset,
    quote,
  };
}

/** A name may begin with `=`, but not contain one. */
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

function skipUnquoted(html: string, start: number): number {
  let at = start;
  while (at < html.length) {
    const unit = html.charCodeAt(at);
    if (unit === code.greater || isSpace(unit)) break;
    at += 1;
  }
  return at;
}

function skipSpace(html: string, start: number): number {
  let at = start;
  while (at < html.length && isSpace(html.charCodeAt(at))) at += 1;
  return at;
}
