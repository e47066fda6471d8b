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
  const spaced = query.includes('+') ? query.replaceAll('+', ' ') : query;
  let start = 0;
  while (start < spaced.length) {
    const next = spaced.indexOf('&', start);
    const end = next < 0 ? spaced.length : next;
    const equals = spaced.indexOf('=', start);
    if (equals >= 0 && equals < end) {
      tell(decode(spaced.slice(start, equals)), decode(spaced.slice(equals + 1, end)));
    } else if (end > start) tell(decode(spaced.slice(start, end)), '');
    start = end + 1;
  }
}

function decode(text: string): string {
  const escape = text.indexOf('%');
  if (escape < 0) return text;
  try {
    return decodeAscii(text, escape) ?? decodeURIComponent(text);
  } catch {
    throw new HitError(
      'malformed-encoding',
      'expected every % to begin a UTF-8 escape such as %20; a literal % is written %25',
    );
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
    const code = 16 * hexDigit(text.charCodeAt(at + 1)) + hexDigit(text.charCodeAt(at + 2));
    // NaN neither.
    if (!(code < 128)) return null;
    decoded += text.slice(start, at) + String.fromCharCode(code);
    start = at + 3;
  }
  return decoded + text.slice(start);
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = (code | 0x20) - 0x61;
  return letter >= 0 && letter < 6 ? letter + 10 : Number.NaN;
}
