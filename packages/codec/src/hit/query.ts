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
 * Reads a query string without `?` into its parameters, in order; `+` is a space.
 *
 * @throws HitError `malformed-encoding`
 */
export function decodeQuery(query: string): [name: string, value: string][] {
  const parameters: [string, string][] = [];
  for (const part of query.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    if (equals < 0) parameters.push([decode(part), '']);
    else parameters.push([decode(part.slice(0, equals)), decode(part.slice(equals + 1))]);
  }
  return parameters;
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
