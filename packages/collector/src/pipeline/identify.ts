import { readOrigin } from './origin-facts.ts';
import { header, type RawRequest } from './raw-request.ts';
import type { Ids, PipelineSettings } from './settings.ts';
import { expiredCookie, hasCookie, readVisitor, visitorCookie } from './visitor-cookie.ts';

/** Who is behind something that happened, as far as it may be told. */
export interface Identity {
  readonly visitor: string | null;
  /** Where the request came from, whole; null where it is not to be told. */
  readonly address: string | null;
  /** Names of `data` that may be kept; null: all. */
  readonly dataKeys: readonly string[] | null;
}

/** Who is behind a request. */
export interface Identified {
  /** For what may be told. */
  readonly known: Identity;
  /** For what is counted without saying whose it is. */
  readonly anonymous: Identity;
  /** For the answer, once everything is stored. */
  readonly setCookie: string | null;
}

/**
 * Recognises the browser by its cookie, or gives it a visitor. Where nothing may be told, a cookie that
 * came all the same is taken back.
 *
 * @param anything may be told: at least one thing in the request is not anonymous
 */
export function identify(
  request: RawRequest,
  anything: boolean,
  settings: PipelineSettings,
  ids: Pick<Ids, 'visitor'>,
): Identified {
  const { cookie, privacy } = settings;
  const origin = readOrigin(request, settings);
  const cookies = header(request, 'cookie');
  const visitor = anything ? (readVisitor(cookies, cookie.name) ?? ids.visitor()) : null;
  return {
    known: { visitor, address: origin.address, dataKeys: null },
    anonymous: { visitor: null, address: null, dataKeys: privacy.anonymousKeys },
    setCookie: setCookie(),
  };

  function setCookie(): string | null {
    if (visitor !== null) return visitorCookie(visitor, cookie, origin);
    return hasCookie(cookies, cookie.name) ? expiredCookie(cookie, origin) : null;
  }
}
