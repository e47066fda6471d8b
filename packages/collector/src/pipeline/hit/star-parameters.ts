import { maxAddressLength, maxWordsLength, readEscapes } from '@hitmark/codec/hit';
import { createStarredNames } from './starred-names.ts';

/** Sign in place of something that is not to be stored. */
const star = '*';

/** Replaces by stars the parts of addresses and texts that must not be stored. */
export interface Cleaner {
  readonly cleanUrl: (address: string) => string;
  /** Cleans a title or a search term: each word as if it were an address. */
  readonly cleanText: (text: string) => string;
}

/** Greatest number of addresses within each other, each escaped once more; what lies deeper is starred. */
const maxWithin = 3;

/**
 * Makes a cleaner. It stars values of the parameters named (also after `;` and behind `#`), what looks like
 * an email address or a JSON web token, and leaves out user name and password; all of it also in addresses
 * that stand within an address, escaped or not. The tag does the same before it sends; this is for whoever
 * does not use it.
 *
 * Each expression looks at a character a bounded number of times, whatever the text holds.
 *
 * @param names any case; `*` at either end stands for anything
 */
export function createCleaner(names: readonly string[]): Cleaner {
  const starredNames = createStarredNames(names);

  // Most addresses hold little of what is looked for, and a look costs less than a search.
  function clean(text: string, within: number): string {
    const bare = text.includes('@') ? text.replace(userinfo, '//') : text;
    const starred =
      bare.includes('=') && starredNames.mayBeIn(bare)
        ? starParameters(bare, starredNames.has)
        : bare;
    if (!telling.test(starred)) return starred;
    return starred.replace(piece, (each) => cleanPiece(each, within));
  }

  function cleanPiece(text: string, within: number): string {
    if (isTelling(text)) return star;
    const inner = readEscapes(text);
    if (inner === text) return text;
    if (within === maxWithin) return star;
    const cleaned = clean(inner, within + 1);
    return cleaned === inner ? text : encodeURIComponent(cleaned.toWellFormed());
  }

  function cleanWords(text: string): string {
    if (!telling.test(text) && !text.includes('=')) return text;
    return text.replace(/\S+/g, (word) => clean(word, 0));
  }

  return {
    cleanUrl: (address) => starCutPiece(clean(address, 0), address.length, maxAddressLength),
    cleanText: (text) => starCutPiece(cleanWords(text), text.length, maxWordsLength),
  };
}

/**
 * Stars the last piece of a text that may have been cut to its limit, if it could be the beginning of
 * something that would have been recognised whole.
 */
function starCutPiece(cleaned: string, length: number, maxLength: number): string {
  // A pair of surrogates is not cut in two.
  if (length < maxLength - 1) return cleaned;
  let start = cleaned.length;
  while (start > 0 && !/[/?&#;=,\s]/.test(cleaned.charAt(start - 1))) start -= 1;
  return telling.test(cleaned.slice(start)) ? cleaned.slice(0, start) + star : cleaned;
}

/** RFC 3986 §3.2.1, where an address begins. */
const userinfo = /(?<=^|:)\/\/[^/?#\s]*@/g;

/** Parts of an address, in which a person or a token may stand. */
const piece = /[^/?&#;=,\s]+/g;
const telling = /[@%]|eyJ/;

/** Stars the values of parameters. */
function starParameters(text: string, isStarred: (name: string) => boolean): string {
  let result = '';
  let done = 0;
  for (let start = 0; start < text.length;) {
    let end = endOfPart(text, start + 1);
    const part = text.slice(start, end);
    const equals = part.indexOf('=');
    const isPath = !inQuery.test(part);
    const name = part.slice(isMark(text.charCodeAt(start)) ? 1 : 0, Math.max(equals, 0));
    // A path is no name: `/token=abc` may be any page.
    if (equals >= 0 && (!isPath || !name.includes('/')) && isStarred(name)) {
      const value = start + equals + 1;
      end = isPath ? endOfPathValue(text, value) : endOfQueryValue(text, value);
      if (end > value) {
        result += text.slice(done, value) + star;
        done = end;
      }
    }
    start = end;
  }
  return result + text.slice(done);
}

const inQuery = /^[?&#]/;

/** A parameter, with the mark before it, or what has none. */
function endOfPart(text: string, start: number): number {
  let end = start;
  while (end < text.length && !isMark(text.charCodeAt(end))) end += 1;
  return end;
}

/** A value ends at `&` or `#`, and may hold the other marks (URL Standard §5.1). */
function endOfQueryValue(text: string, start: number): number {
  let end = start;
  while (end < text.length && text[end] !== '&' && text[end] !== '#') end += 1;
  return end;
}

/** One behind `;` goes on with what has no name of its own. */
function endOfPathValue(text: string, start: number): number {
  let end = endOfPart(text, start);
  while (text[end] === ';') {
    const next = endOfPart(text, end + 1);
    if (text.slice(end, next).includes('=')) break;
    end = next;
  }
  return end;
}

/** One of `? & # ;`. */
function isMark(code: number): boolean {
  return code === 0x3f || code === 0x26 || code === 0x23 || code === 0x3b;
}

/** Three parts of base64url, of which the first is JSON. */
const webToken = /(?<![\w-])eyJ[\w-]*\.[\w-]+\.[\w-]*/;

/** Names of the host, of which the last is of letters: `react@18.2.0` is no email address. */
const email = /[^@]@[^@.]+(?:\.[^@.]+)*\.\p{L}{2,}(?![\p{L}\d_-])/u;

/** Tells whether a text names a person or is a key to something, whatever stands around it. */
function isTelling(text: string): boolean {
  return (text.includes('@') && email.test(text)) || (text.includes('eyJ') && webToken.test(text));
}
