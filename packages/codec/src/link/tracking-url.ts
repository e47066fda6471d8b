import { redirectLocation } from './redirect-location.ts';

/** Where links of one kind lead: the token stands between the two. */
export interface Base {
  readonly start: string;
  readonly end: string;
  readonly host: string;
}

/**
 * The token becomes the last segment of the base's path, before its query if it has one:
 * `https://t.example.com/c` and `https://t.example.com/c/` give `https://t.example.com/c/<token>`,
 * `https://t.example.com/c?x=1` gives `https://t.example.com/c/<token>?x=1`.
 *
 * @throws TypeError where the base has a fragment; LinkError where it is no URL
 */
export function readBase(url: string | undefined): Base | null {
  if (url === undefined) return null;
  const location = redirectLocation(url);
  const [, path = '', end = '', fragment] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(location) ?? [];
  if (fragment !== undefined) throw new TypeError('expected a URL without a fragment');
  return { start: path.replace(/\/?$/, '/'), end, host: hostOf(location) };
}

/** The token in a whole URL, in a path, or by itself; whatever the base, and whatever was appended. */
export function tokenIn(urlOrToken: string): string {
  const end = urlOrToken.search(/\/?([?#]|$)/);
  return urlOrToken.slice(urlOrToken.lastIndexOf('/', end - 1) + 1, end);
}

/** The host of a URL or of a Host header as tokens are bound to it: in lower case, without a port. */
export function hostOf(text: string): string {
  const host = /^(?:https?:\/\/)?(?:[^/?#]*@)?([^/?#]*)/i.exec(text)?.[1] ?? '';
  return host.toLowerCase().replace(/\.?(:\d*)?$/, '');
}
