import { LinkError, type LinkErrorCode } from '../link-error.ts';

/** Exceptions that a sender or an operator may allow. */
export interface RedirectOptions {
  /**
   * Targets with a user name or password, such as `https://bank.example@evil.example/`.
   *
   * @defaultValue false: they serve to deceive more often than to log in
   */
  readonly allowUserinfo?: boolean | undefined;
}

/**
 * Returns the Location header of a redirect to `url`: the one function by which links are refused when they
 * are made, and not followed when they are read.
 *
 * ASCII stays byte for byte as it is, whatever a URL parser would make of it. Where the host is not
 * ASCII it becomes punycode; elsewhere other characters become %XX of their UTF-8.
 *
 * @throws LinkError `malformed-url`, `forbidden-scheme`, `forbidden-character` or `forbidden-userinfo`
 */
export function redirectLocation(url: string, options: RedirectOptions = {}): string {
  // Browsers drop tabs and line ends and take a backslash for a slash, so what is checked here would
  // not be where they go.
  if (/[\s\\\p{Cc}\p{Cs}]/u.test(url)) {
    throw refuse('forbidden-character', 'no space, control character or backslash');
  }
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(url)?.[1];
  if (scheme && !/^https?$/i.test(scheme)) throw refuse('forbidden-scheme', 'http or https');

  // RFC 3986 §3.2. After a third slash browsers would find a host in the path.
  const [, start = '', authority = '', path = ''] =
    /^(https?:\/\/)([^/?#]*)([^]*)$/i.exec(url) ?? [];
  const userinfo = authority.slice(0, authority.lastIndexOf('@') + 1);
  const place = authority.slice(userinfo.length);
  const [host] = /^(?:\[.*\]|[^:]+)/.exec(place) ?? [];
  if (host === undefined) throw refuse('malformed-url', 'a scheme and a host');
  const rest = place.slice(host.length) + path;
  if (userinfo && !options.allowUserinfo) throw refuse('forbidden-userinfo', 'no user name');

  let hostname;
  try {
    ({ hostname } = new URL(url));
  } catch (cause) {
    throw refuse('malformed-url', 'a host', cause);
  }
  return start + escape(userinfo) + (host === escape(host) ? host : hostname) + escape(rest);
}

function escape(text: string): string {
  return text.replace(/[^\0-\x7f]+/g, encodeURIComponent);
}

function refuse(code: LinkErrorCode, expected: string, cause?: unknown): LinkError {
  return new LinkError(code, `expected a URL to redirect to, with ${expected}`, { cause });
}
