import { parseCookie, stringifySetCookie } from 'cookie';
import { isLocalhost } from '../request/origin-facts.ts';
import type { CookieOrigin, PipelineSettings, VisitorCookies } from '../settings.ts';

type CookieSettings = PipelineSettings['cookie'];

const uuidV4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

/** Creates the headers. Everything after the visitor's id is the same for all, and is written once. */
export function createVisitorCookies(settings: CookieSettings): VisitorCookies {
  const attributeTexts: { secure?: string; plain?: string } = {};
  return {
    give(visitor, origin) {
      const secure = isSecure(origin);
      const text = (attributeTexts[secure ? 'secure' : 'plain'] ??= attributesText(
        settings,
        secure,
      ));
      return `${settings.name}=${visitor}${text}`;
    },
    expire: (origin) =>
      stringifySetCookie({ value: '', maxAge: 0, ...attributes(settings, isSecure(origin)) }),
  };
}

/** The visitor of a Cookie header: the first cookie of the name whose value is a uuid v4, else null. */
export function readVisitor(cookies: string | null, name: string): string | null {
  if (cookies === null) return null;
  const decode = (value: string): string | undefined => (uuidV4.test(value) ? value : undefined);
  return parseCookie(cookies, { decode })[name] ?? null;
}

/** Tells whether a Cookie header holds a cookie of the name, whatever its value. */
export function hasCookie(cookies: string | null, name: string): boolean {
  return cookies !== null && Object.hasOwn(parseCookie(cookies), name);
}

/** Text after the visitor's id, such as `; Max-Age=…; Path=/; HttpOnly`. */
function attributesText(settings: CookieSettings, secure: boolean): string {
  const maxAge = settings.maxAgeDays * 24 * 60 * 60;
  const empty = stringifySetCookie({ value: '', maxAge, ...attributes(settings, secure) });
  return empty.slice(`${settings.name}=`.length);
}

/**
 * On https and on localhost the cookie works inside pages of other sites, with another cookie for each site (CHIPS).
 * Plain http has no third-party cookies: there the visitor is recognised on the tracking host's own site only.
 */
function attributes({ name, domain }: CookieSettings, secure: boolean) {
  return {
    name,
    path: '/',
    httpOnly: true,
    ...(domain === null ? {} : { domain }),
    ...(secure
      ? { secure: true, sameSite: 'none' as const, partitioned: true }
      : { sameSite: 'lax' as const }),
  };
}

function isSecure({ https, host }: CookieOrigin): boolean {
  return https || isLocalhost(host);
}
