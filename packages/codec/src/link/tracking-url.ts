import { redirectLocation } from './redirect-location.ts';

/** Address of links of one kind: the token stands between the two. */
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

/**
 * The token in a whole URL, in a path, or by itself; whatever the base, and whatever was appended. What is
 * stuck to a sealed one and in no token is cut off.
 */
export function tokenIn(urlOrToken: string): string {
  const path = urlOrToken.slice(0, urlOrToken.search(/\/?([?#]|$)/));
  // No link is as long as that; an expression runs out of stack over millions of characters.
  const sealed = path.length < 2 ** 20 ? sealedToken.exec(path) : null;
  return sealed?.[1] ?? path.slice(path.lastIndexOf('/') + 1);
}

/**
 * All characters of a sealed token, of which there are 25 at least, where no further segment of the path comes
 * after it; no host, which `//` stands before. The lookahead with its reference takes a run of characters as
 * one: otherwise a path could be looked through many times.
 */
const sealedToken = /(?:^\/?|[^/]\/)(?=(s[\w-]{24,}|b[a-z2-7]{24,}))\1(?![\w-]*\/[\w-])/i;

/** The host of a URL or of a Host header as tokens are bound to it: in lower case, without a port. */
export function hostOf(text: string): string {
  const host = /^(?:https?:\/\/)?(?:[^/?#]*@)?([^/?#]*)/i.exec(text)?.[1] ?? '';
  return host.toLowerCase().replace(/\.?(:\d*)?$/, '');
}
