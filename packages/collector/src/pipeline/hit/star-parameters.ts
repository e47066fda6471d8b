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

/** Greatest number of addresses within each other, each escaped once more. Deeper ones are starred. */
const maxWithin = 3;

/**
 * Creates a cleaner. It stars the values of some parameters (also after `;` and behind `#`), email addresses and JSON
 * web tokens, and removes user name and password; all of it also in addresses within an address, escaped or not.
 * The tag does the same before it sends; this is for hits that come from elsewhere.
 *
 * Each expression looks at a character a bounded number of times, whatever the text holds.
 *
 * @param names any case; `*` at either end stands for anything
 */
export function createCleaner(names: readonly string[]): Cleaner {
  const starredNames = createStarredNames(names);

  // Most addresses hold nothing to be starred, and a check costs less than a replacement.
  function clean(text: string, within: number): string {
    const bare = text.includes('@') ? text.replace(userinfo, '//') : text;
    const starred =
      bare.includes('=') && starredNames.mayBeIn(bare)
        ? starParameters(bare, starredNames.has)
        : bare;
    if (!mayHoldSecret.test(starred)) return starred;
    return starred.replace(piece, (each) => cleanPiece(each, within));
  }

  function cleanPiece(text: string, within: number): string {
    if (namesPersonOrKey(text)) return star;
    const inner = readEscapes(text);
    if (inner === text) return text;
    if (within === maxWithin) return star;
    const cleaned = clean(inner, within + 1);
    return cleaned === inner ? text : encodeURIComponent(cleaned.toWellFormed());
  }

  function cleanWords(text: string): string {
    if (!mayHoldSecret.test(text) && !text.includes('=')) return text;
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
  return mayHoldSecret.test(cleaned.slice(start)) ? cleaned.slice(0, start) + star : cleaned;
}

/** User name and password (RFC 3986 §3.2.1), at the beginning of an address. */
const userinfo = /(?<=^|:)\/\/[^/?#\s]*@/g;

/** Parts of an address, each of which may be an email address or a token. */
const piece = /[^/?&#;=,\s]+/g;
/** Finds texts that may hold an email address, a web token or something escaped. */
const mayHoldSecret = /[@%]|eyJ/;

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

/** Finds the end of a parameter that begins with a mark, or of a path. */
function endOfPart(text: string, start: number): number {
  let end = start;
  while (end < text.length && !isMark(text.charCodeAt(end))) end += 1;
  return end;
}

/** Finds the end of a value in a query: `&` or `#`. It may hold the other marks (URL Standard §5.1). */
function endOfQueryValue(text: string, start: number): number {
  let end = start;
  while (end < text.length && text[end] !== '&' && text[end] !== '#') end += 1;
  return end;
}

/** Finds the end of a value in a path. It goes on behind `;` if no name follows there. */
function endOfPathValue(text: string, start: number): number {
  let end = endOfPart(text, start);
  while (text[end] === ';') {
    const next = endOfPart(text, end + 1);
    if (text.slice(end, next).includes('=')) break;
    end = next;
  }
  return end;
}

/** Tells whether a character is a mark before a parameter: `? & # ;`. */
function isMark(code: number): boolean {
  return code === 0x3f || code === 0x26 || code === 0x23 || code === 0x3b;
}

/** Three parts of base64url, of which the first is JSON. */
const webToken = /(?<![\w-])eyJ[\w-]*\.[\w-]+\.[\w-]*/;

/** An email address: the last label of its host has letters only, unlike that of `react@18.2.0`. */
const email = /[^@]@[^@.]+(?:\.[^@.]+)*\.\p{L}{2,}(?![\p{L}\d_-])/u;

/** Tells whether a text holds an email address or a web token, whatever stands around it. */
function namesPersonOrKey(text: string): boolean {
  return (text.includes('@') && email.test(text)) || (text.includes('eyJ') && webToken.test(text));
}
