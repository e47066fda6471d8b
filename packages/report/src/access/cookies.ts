import type { IncomingMessage } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';
import { hostOf, isLoopbackName } from '../server/own-host.ts';

/** Cookies of the report: of a login, and of a shared link that was opened. */
export type CookieName = 'hm_session' | 'hm_share';

/** The way in which a connection can have cookies. */
interface CookieForm {
  /** `__Host-` binds a cookie to its host, and to https. */
  readonly prefix: '' | '__Host-';
}

/**
 * Finds the form of cookies for a request; null: its connection is plain http from elsewhere, on which
 * anybody could read them. Browsers refuse `Secure` on plain http, also on this machine.
 */
function cookieForm(request: IncomingMessage, publicUrl: string | null): CookieForm | null {
  const name = hostOf(request.headers.host ?? '');
  if (name === null) return null;
  const isPublic = publicUrl !== null && name === new URL(publicUrl).hostname;
  if (isPublic && publicUrl.startsWith('https:')) return { prefix: '__Host-' };
  return isLoopbackName(name) ? { prefix: '' } : null;
}

/** Tells whether a request's connection can have cookies, and so a login. */
export function canHaveCookies(request: IncomingMessage, publicUrl: string | null): boolean {
  return cookieForm(request, publicUrl) !== null;
}

/** Reads a cookie; null: there is none, or the connection can have none. */
export function readCookie(
  request: IncomingMessage,
  name: CookieName,
  publicUrl: string | null,
): string | null {
  const form = cookieForm(request, publicUrl);
  if (form === null) return null;
  return parseCookie(request.headers.cookie ?? '')[form.prefix + name] ?? null;
}

/**
 * Writes a cookie's header.
 *
 * @param value null: the cookie is to be removed
 */
export function writeCookie(
  request: IncomingMessage,
  { name, value, maxAgeMs }: { name: CookieName; value: string | null; maxAgeMs: number },
  publicUrl: string | null,
): string {
  const prefix = cookieForm(request, publicUrl)?.prefix ?? '';
  return stringifySetCookie({
    name: prefix + name,
    value: value ?? '',
    httpOnly: true,
    maxAge: value === null ? 0 : Math.floor(maxAgeMs / 1_000),
    path: '/',
    sameSite: 'strict',
    secure: prefix === '__Host-',
  });
}
