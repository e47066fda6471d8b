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
  let start = 0;
  while (start < query.length) {
    const next = query.indexOf('&', start);
    const end = next < 0 ? query.length : next;
    const equals = query.indexOf('=', start);
    if (equals >= 0 && equals < end) {
      tell(decode(query.slice(start, equals)), decode(query.slice(equals + 1, end)));
    } else if (end > start) tell(decode(query.slice(start, end)), '');
    start = end + 1;
  }
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    throw new HitError(
      'malformed-encoding',
      'expected every % to begin a UTF-8 escape such as %20; a literal % is written %25',
    );
  }
}
