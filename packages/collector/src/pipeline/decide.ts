import { HitError, parse, type Hit } from '@hitmark/codec/hit';
import type { Event } from '../event.ts';
import { buildEvent } from './build-event.ts';
import { readOrigin } from './origin-facts.ts';
import { isAnonymous } from './privacy.ts';
import { header, type RawRequest } from './raw-request.ts';
import type { Rejection } from './rejection.ts';
import type { Ids, PipelineSettings } from './settings.ts';
import { expiredCookie, hasCookie, readVisitor, visitorCookie } from './visitor-cookie.ts';

/** What is to be stored and what is not, decided before anything is done. */
export interface Decision {
  readonly entries: readonly Entry[];
  readonly rejections: readonly Rejection[];
  /** For the answer, once the entries are stored. */
  readonly setCookie: string | null;
}

/** An event, with what tells a re-sent hit from a new one. */
export interface Entry {
  readonly event: Event;
  /** Unix ms. */
  readonly received: number;
  readonly hit: { readonly time: number | null; readonly identity: string } | null;
}

/**
 * The pipeline, from a request's query strings to events: parse, decide privacy, identify, enrich,
 * minimise.
 *
 * @param queries one hit each, without `?`
 */
export function decide(
  request: RawRequest,
  queries: readonly string[],
  settings: PipelineSettings,
  ids: Ids,
): Decision {
  const { hits, rejections } = parseAll(queries);
  const origin = readOrigin(request, settings);
  const cookies = header(request, 'cookie');
  const anonymous = hits.map((hit) => isAnonymous(request, hit, settings.privacy));
  const identified = anonymous.includes(false);
  const visitor = identified ? (readVisitor(cookies, settings.cookie.name) ?? ids.visitor()) : null;

  const entries = hits.map((hit, index) => {
    const identity =
      anonymous[index] === true
        ? { visitor: null, address: null, dataKeys: settings.privacy.anonymousKeys }
        : { visitor, address: origin.address, dataKeys: null };
    const event = buildEvent(hit, request, ids.event(request.received), identity);
    return { event, received: request.received, hit: hitIdentity(hit) };
  });

  return { entries, rejections, setCookie: setCookie() };

  function setCookie(): string | null {
    if (visitor !== null) return visitorCookie(visitor, settings.cookie, origin);
    const asked = hits.length > 0 && hasCookie(cookies, settings.cookie.name);
    return asked ? expiredCookie(settings.cookie, origin) : null;
  }
}

function parseAll(queries: readonly string[]): { hits: Hit[]; rejections: Rejection[] } {
  const hits: Hit[] = [];
  const rejections: Rejection[] = [];
  for (const query of queries) {
    try {
      hits.push(...bySite(parse(query)));
    } catch (error) {
      if (!(error instanceof HitError)) throw error;
      rejections.push({ reason: error.code, message: error.message });
    }
  }
  return { hits, rejections };
}

/** `data-site="a,b"`: one request, and an event for each site. */
function bySite(hit: Hit): Hit[] {
  const sites = new Set(hit.site?.split(',').filter((site) => site !== ''));
  return sites.size < 2 ? [hit] : [...sites].map((site) => ({ ...hit, site }));
}

/** `r`, `t` and site identify a hit; without `r` it is never a duplicate. */
function hitIdentity({ random, time, site = '' }: Hit): Entry['hit'] {
  if (random === undefined) return null;
  return { time: time ?? null, identity: `${site}\n${random}` };
}
