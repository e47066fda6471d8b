import { HitError } from './hit-error.ts';

/** What a parameter's value may be before it is text; absent and empty values are left out. */
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

/**
 * Reads a query string without `?`, and tells each of its parameters in order; `+` is a space. Without an
 * array of them: every hit comes through here.
 *
 * @throws HitError `malformed-encoding`
 */
export function readQuery(query: string, tell: (name: string, value: string) => void): void {
  const spaced = query.length > maxShort ? query : replacePluses(query);
  eachParameter(spaced, (name, value) => tell(decode(name), decode(value)));
}

/**
 * The value of the first parameter of a name, and no look at what others hold. Empty: there is none.
 *
 * @param name letters and digits
 * @throws HitError `malformed-encoding`
 */
export function firstValue(query: string, name: string): string {
  let found: string | null = null;
  eachParameter(query, (each, value) => {
    if (found !== null) return;
    if (each === name || (each.includes('%') && decode(each) === name)) found = value;
  });
  return decode(found ?? '');
}

/** Tells each parameter as it is written. */
function eachParameter(query: string, tell: (name: string, value: string) => void): void {
  let start = 0;
  let equals = -1;
  while (start < query.length) {
    const end = indexOrEnd(query, '&', start);
    // The one found before may still lie ahead: else a query of names alone would be read to its end for each.
    if (equals < start) equals = indexOrEnd(query, '=', start);
    if (equals < end) tell(query.slice(start, equals), query.slice(equals + 1, end));
    else if (end > start) tell(query.slice(start, end), '');
    start = end + 1;
  }
}

function indexOrEnd(text: string, character: string, start: number): number {
  const index = text.indexOf(character, start);
  return index < 0 ? text.length : index;
}

/** Longer texts take less time as bytes where they hold many escapes, others where they hold few. */
const maxShort = 1_024;

function replacePluses(text: string): string {
  return text.includes('+') ? text.replace(/\+/g, ' ') : text;
}

function decode(text: string): string {
  if (text.length > maxShort) return /[%+]/.test(text) ? decodeBytes(text) : text;
  const spaced = replacePluses(text);
  const escape = spaced.indexOf('%');
  if (escape < 0) return spaced;
  try {
    return decodeAscii(spaced, escape) ?? decodeURIComponent(spaced);
  } catch {
    throw malformed();
  }
}

/**
 * Most escapes in an address are of ASCII, and `decodeURIComponent` takes five times as long for them.
 * Null: there are others.
 */
function decodeAscii(text: string, firstEscape: number): string | null {
  let decoded = '';
  let start = 0;
  for (let at = firstEscape; at >= 0; at = text.indexOf('%', start)) {
    const code = escapedByte(text.charCodeAt(at + 1), text.charCodeAt(at + 2));
    // NaN neither.
    if (!(code < 128)) return null;
    decoded += text.slice(start, at) + String.fromCharCode(code);
    start = at + 3;
  }
  return decoded + text.slice(start);
}

const encoder = new TextEncoder();
/** A byte order mark is a character like any other (URL §5.1: "UTF-8 decode without BOM"). */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** As the URL Standard has it (§1.3, §5.1), but that what is no escape of UTF-8 is an error. */
function decodeBytes(text: string): string {
  const bytes = encoder.encode(text);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    let byte = bytes[at] as number;
    if (byte === plus) byte = space;
    else if (byte === percent) {
      byte = escapedByte(bytes[at + 1], bytes[at + 2]);
      if (Number.isNaN(byte)) throw malformed();
      at += 2;
    }
    bytes[length] = byte;
    length += 1;
  }
  try {
    return decoder.decode(bytes.subarray(0, length));
  } catch {
    throw malformed();
  }
}

function malformed(): HitError {
  return new HitError(
    'malformed-encoding',
    'expected every % to begin a UTF-8 escape such as %20; a literal % is written %25',
  );
}

const percent = 0x25;
const plus = 0x2b;
const space = 0x20;

/** The byte of two hex digits; NaN: one is none. */
function escapedByte(high = Number.NaN, low = Number.NaN): number {
  return 16 * hexDigit(high) + hexDigit(low);
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = (code | 0x20) - 0x61;
  return letter >= 0 && letter < 6 ? letter + 10 : Number.NaN;
}
