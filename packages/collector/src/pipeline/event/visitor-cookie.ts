import { parseCookie, stringifySetCookie } from 'cookie';
import { isLocalhost, type OriginFacts } from '../request/origin-facts.ts';
import type { PipelineSettings } from '../settings.ts';

type CookieSettings = PipelineSettings['cookie'];

/** Part of the origin that cookies depend on. */
type CookieOrigin = Pick<OriginFacts, 'https' | 'host'>;

const uuidV4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

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

/** The Set-Cookie header that gives or renews a visitor. */
export function visitorCookie(
  visitor: string,
  settings: CookieSettings,
  origin: CookieOrigin,
): string {
  return `${settings.name}=${visitor}${attributesText(settings, origin)}`;
}

/** Attributes of Set-Cookie as text, which is the same for all visitors: kept for each settings object. */
const attributeTexts = {
  secure: new WeakMap<object, string>(),
  plain: new WeakMap<object, string>(),
};

/** Text after the visitor's id, such as `; Max-Age=…; Path=/; HttpOnly`. */
function attributesText(settings: CookieSettings, origin: CookieOrigin): string {
  const texts = attributeTexts[isSecure(origin) ? 'secure' : 'plain'];
  let text = texts.get(settings);
  if (text === undefined) {
    const maxAge = settings.maxAgeDays * 24 * 60 * 60;
    const empty = stringifySetCookie({ value: '', maxAge, ...attributes(settings, origin) });
    text = empty.slice(`${settings.name}=`.length);
    texts.set(settings, text);
  }
  return text;
}

/** The Set-Cookie header that removes a visitor. Browsers remove a partitioned cookie only if the attributes are the same. */
export function expiredCookie(settings: CookieSettings, origin: CookieOrigin): string {
  return stringifySetCookie({ value: '', maxAge: 0, ...attributes(settings, origin) });
}

/**
 * On https and on localhost the cookie works inside pages of other sites, with another cookie for each site (CHIPS).
 * Plain http has no third-party cookies: there the visitor is recognised on the tracking host's own site only.
 */
function attributes({ name, domain }: CookieSettings, origin: CookieOrigin) {
  return {
    name,
    path: '/',
    httpOnly: true,
    ...(domain === null ? {} : { domain }),
    ...(isSecure(origin)
      ? { secure: true, sameSite: 'none' as const, partitioned: true }
      : { sameSite: 'lax' as const }),
  };
}

function isSecure({ https, host }: CookieOrigin): boolean {
  return https || isLocalhost(host);
}
