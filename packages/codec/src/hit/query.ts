/** Value of a parameter before it is text; absent and empty values are left out. */
export type QueryValue = string | number | null | undefined;

/**
 * Writes parameters as a query string without `?`, in the order given. Unlike `encodeURIComponent`
 * this takes lone surrogates (they become U+FFFD), and leaves `, / : ? @` as they are: RFC 3986 §3.4
 * allows them in a query, and a page's address is full of them.
 */
export function encodeQuery(parameters: Readonly<Record<string, QueryValue>>): string {
  const query = new URLSearchParams();
  for (const name in parameters) {
    const value = parameters[name];
    if (value != null && value !== '') query.append(name, `${value}`);
  }
  return `${query}`.replace(/%(2[CF]|3[AF]|40)/g, decodeURIComponent);
}

/** Longest part of a query that is read, in characters: the default limit of a request's body. */
const maxQueryLength = 65_536;

/** Most parameters that are read: three times the number of fields and names of data. */
const maxParameters = 256;

/** Receives a parameter. */
type Take = (name: string, value: string) => void;

/**
 * Reads a query string without `?` as the URL Standard does (§5.1): `+` is a space, a `%` without two hex digits stays
 * as it is, and bytes that are not UTF-8 become U+FFFD. It passes each parameter on in order, and makes no array of
 * them, since every hit comes through here.
 *
 * @returns reason why a part of the query was not read; null: all was read
 */
export function readQuery(query: string, take: Take): 'too-long' | 'too-many-parameters' | null {
  const isShort = query.length <= maxShort;
  const read = isShort ? readEscapes : decode;
  const text = isShort ? replacePluses(query) : query;
  return eachParameter(text, (name, value) => take(read(name), read(value)));
}

/**
 * Returns the value of the first parameter of a name, without decoding the values of others. Empty: there is none.
 *
 * @param name letters and digits
 */
export function firstValue(query: string, name: string): string {
  let found: string | null = null;
  eachParameter(query, (each, value) => {
    if (found !== null) return;
    if (each === name || (each.includes('%') && decode(each) === name)) found = value;
  });
  return decode(found ?? '');
}

/** Passes each parameter on as it is written, not decoded. */
function eachParameter(query: string, take: Take): ReturnType<typeof readQuery> {
  const length = Math.min(query.length, maxQueryLength);
  let start = 0;
  let equals = -1;
  for (let count = 0; start < length;) {
    const end = Math.min(indexOrEnd(query, '&', start), length);
    if (end > start) {
      if (count === maxParameters) return 'too-many-parameters';
      count += 1;
      // A `=` that was found before is used again while it lies ahead. Otherwise, a query without any would be searched
      // to its end for each name.
      if (equals < start) equals = indexOrEnd(query, '=', start);
      if (equals < end) take(query.slice(start, equals), query.slice(equals + 1, end));
      else take(query.slice(start, end), '');
    }
    start = end + 1;
  }
  return query.length > length ? 'too-long' : null;
}

function indexOrEnd(text: string, character: string, start: number): number {
  const index = text.indexOf(character, start);
  return index < 0 ? text.length : index;
}

/** Longest text, in UTF-16 code units, that is decoded by `decodeURIComponent`; longer ones are decoded faster as bytes. */
const maxShort = 1_024;

function replacePluses(text: string): string {
  return text.includes('+') ? text.replace(/\+/g, ' ') : text;
}

function decode(text: string): string {
  const isLong = text.length > maxShort && text.includes('+');
  return isLong ? decodeBytes(text, space) : readEscapes(replacePluses(text));
}

/** Reads the escapes of a text once, as the URL Standard does (§1.3): `decodeURIComponent` that never throws. */
export function readEscapes(text: string): string {
  const escape = text.indexOf('%');
  if (escape < 0) return text;
  return (text.length > maxShort ? null : decodeShort(text, escape)) ?? decodeBytes(text);
}

/** Decodes a short text; null: an escape in it is malformed. */
function decodeShort(text: string, firstEscape: number): string | null {
  try {
    return decodeAscii(text, firstEscape) ?? decodeURIComponent(text);
  } catch {
    return null;
  }
}

/**
 * Decodes a text whose escapes are all of ASCII, as most are in an address. `decodeURIComponent` takes five times as
 * long. Null: there are others.
 */
function decodeAscii(text: string, firstEscape: number): string | null {
  let decoded = '';
  let start = 0;
  for (let at = firstEscape; at >= 0; at = text.indexOf('%', start)) {
    const code = escapedByte(text.charCodeAt(at + 1), text.charCodeAt(at + 2));
    // Written with `!`, since it must hold for NaN too.
    if (!(code < 128)) return null;
    decoded += text.slice(start, at) + String.fromCharCode(code);
    start = at + 3;
  }
  return decoded + text.slice(start);
}

const encoder = new TextEncoder();
/** A byte order mark is a character like any other ("UTF-8 decode without BOM"). */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** @param forPlus byte that replaces a plus */
function decodeBytes(text: string, forPlus = plus): string {
  const bytes = encoder.encode(text);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    let byte = bytes[at]!;
    if (byte === plus) byte = forPlus;
    else if (byte === percent) {
      const escaped = escapedByte(bytes[at + 1], bytes[at + 2]);
      if (!Number.isNaN(escaped)) {
        byte = escaped;
        at += 2;
      }
    }
    bytes[length] = byte;
    length += 1;
  }
  return decoder.decode(bytes.subarray(0, length));
}

const percent = 0x25;
const plus = 0x2b;
const space = 0x20;

/** Byte of two hex digits; NaN: one of the characters is not a hex digit. */
function escapedByte(high = Number.NaN, low = Number.NaN): number {
  return 16 * hexDigit(high) + hexDigit(low);
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = (code | 0x20) - 0x61;
  return letter >= 0 && letter < 6 ? letter + 10 : Number.NaN;
}
