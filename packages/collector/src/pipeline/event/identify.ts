import type { Event } from '@hitmark/codec/event';
import { header, type RequestHead } from '../request/raw-request.ts';
import type { RequestFacts } from '../request/request-facts.ts';
import type { DecisionSettings, PipelineDeps } from '../settings.ts';
import { hasCookie, readVisitor } from './visitor-cookie.ts';

/** Person behind an event, as far as it may be stored. */
export interface Identity {
  readonly visitor: string | null;
  readonly visitorKind: Event['visitor_kind'];
  /** IP address that the request came from, not truncated; null: not to be stored. */
  readonly address: string | null;
  /** Names of `data` that may be kept; null: all. */
  readonly dataKeys: readonly string[] | null;
}

/** Visitor behind a request. */
export interface Identified {
  /** Identity for events of a site that are not anonymous. */
  readonly known: (site: string | null) => Identity;
  /** Identity for anonymous events. */
  readonly anonymous: Identity;
  /** Header of the answer, once the events are stored. */
  readonly setCookie: string | null;
}

/** Request whose visitor is asked for. */
interface IdentifyInput {
  readonly request: RequestHead;
  readonly facts: Pick<RequestFacts, 'origin' | 'client'>;
  /** True where at least one hit of the request is not anonymous. */
  readonly mayIdentify: boolean;
  /** View that a hit belongs to: all hits of a view have one visitor. */
  readonly view?: string | undefined;
}

/**
 * Recognises the browser by its cookie, or gives it a visitor; or does without, as the operator chooses.
 * Where nobody may be recognised, or the operator gives no cookies, a cookie that came all the same is expired.
 */
export function identify(
  { request, facts, mayIdentify, view }: IdentifyInput,
  { cookie, privacy }: DecisionSettings,
  {
    ids,
    dailyVisitor,
    visitorCookies,
  }: Pick<PipelineDeps, 'ids' | 'dailyVisitor' | 'visitorCookies'>,
): Identified {
  const { origin, client } = facts;
  const cookies = header(request, 'cookie');
  const { address } = origin;
  const visitor =
    mayIdentify && privacy.visitors === 'cookie'
      ? (readVisitor(cookies, cookie.name) ?? ids.visitor(view))
      : null;
  return {
    known: (site) => ({ ...recognise(site), address, dataKeys: null }),
    anonymous: {
      visitor: null,
      visitorKind: null,
      address: null,
      dataKeys: privacy.anonymousKeys,
    },
    setCookie: setCookie(),
  };

  function recognise(site: string | null): Pick<Identity, 'visitor' | 'visitorKind'> {
    if (privacy.visitors === 'none') return { visitor: null, visitorKind: null };
    if (privacy.visitors === 'cookie') return { visitor, visitorKind: 'cookie' };
    const traits = { site, address, userAgent: client.user_agent };
    return { visitor: dailyVisitor(traits, request.received), visitorKind: 'daily' };
  }

  function setCookie(): string | null {
    if (visitor !== null) return visitorCookies.give(visitor, origin);
    return hasCookie(cookies, cookie.name) ? visitorCookies.expire(origin) : null;
  }
}
