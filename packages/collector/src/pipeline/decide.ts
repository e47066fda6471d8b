import { HitError, parse, type Hit } from '@hitmark/codec/hit';
import { buildEvent } from './build-event.ts';
import type { Entry } from '../entry.ts';
import { identify } from './identify.ts';
import { isAnonymous } from './privacy.ts';
import type { RawRequest } from './raw-request.ts';
import type { Rejection } from './rejection.ts';
import { buildServerEvent, refuseServerHit } from './server-hits.ts';
import type { Ids, PipelineSettings } from './settings.ts';

/** What is to be stored and what is not, decided before anything is done. */
export interface Decision {
  readonly entries: readonly Entry[];
  readonly rejections: readonly Rejection[];
  /** For the answer, once the entries are stored. */
  readonly setCookie: string | null;
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
  const anonymous = hits.map((hit) => isAnonymous(request, hit, settings.privacy));
  const who = identify(request, anonymous.includes(false), settings, ids);
  const entries = hits.map((hit, index) => {
    const identity = anonymous[index] === true ? who.anonymous : who.known;
    const event = buildEvent(hit, request, ids.event(request.received), identity);
    return { event, received: request.received, hit: hitIdentity(hit) };
  });
  return { entries, rejections, setCookie: hits.length > 0 ? who.setCookie : null };
}

/** The same for hits that the server of a site has sent, as its key proves. */
export function decideServer(
  request: RawRequest,
  queries: readonly string[],
  site: string,
  settings: PipelineSettings,
  ids: Ids,
): Decision {
  const { received } = request;
  const { hits, rejections } = parseAll(queries);
  const entries: Entry[] = [];
  for (const hit of hits) {
    const refusal = refuseServerHit(hit, site, received);
    if (refusal !== null) rejections.push(refusal);
    else {
      const event = buildServerEvent(hit, site, request, ids.event(received), settings.privacy);
      entries.push({ event, received, hit: hitIdentity({ ...hit, site }) });
    }
  }
  return { entries, rejections, setCookie: null };
}

function parseAll(queries: readonly string[]): { hits: Hit[]; rejections: Rejection[] } {
  const hits: Hit[] = [];
  const rejections: Rejection[] = [];
  for (const query of queries) {
    try {
      hits.push(parse(query));
    } catch (error) {
      if (!(error instanceof HitError)) throw error;
      rejections.push({ reason: error.code, message: error.message });
    }
  }
  return { hits, rejections };
}

/** `r`, `t` and site identify a hit; without `r` it is never a duplicate. */
function hitIdentity({ random, time, site = '' }: Hit): Entry['hit'] {
  if (random === undefined) return null;
  // As JSON, since either may hold any character: no two pairs are written the same.
  return { time: time ?? null, identity: JSON.stringify([site, random]) };
}
