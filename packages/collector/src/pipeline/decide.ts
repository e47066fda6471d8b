import { HitError, parse, type Hit } from '@hitmark/codec/hit';
import { buildEvent } from './build-event.ts';
import { bySite } from './by-site.ts';
import type { Entry } from '../entry.ts';
import { identify } from './identify.ts';
import { judgeSite } from './judge-site.ts';
import { isAnonymous } from './privacy.ts';
import type { RequestHead } from './raw-request.ts';
import type { Rejection } from './rejection.ts';
import { readRequestFacts } from './request-facts.ts';
import { buildServerEvent, refuseServerHit } from './server-hits.ts';
import type { DecisionSettings, PipelineTools } from './settings.ts';

/** What is to be stored and what is not, decided before anything is done. */
export interface Decision {
  readonly entries: readonly Entry[];
  readonly rejections: readonly Rejection[];
  /** For the answer, once the entries are stored. */
  readonly setCookie: string | null;
}

/**
 * The pipeline, from a request's query strings to events: parse, allow, decide privacy, classify, identify,
 * enrich, minimise.
 *
 * @param queries one hit each, without `?`
 */
export function decide(
  request: RequestHead,
  queries: readonly string[],
  settings: DecisionSettings,
  tools: PipelineTools,
): Decision {
  const { hits, rejections } = readHits(request, queries, settings.sites);
  const anonymous = hits.map((hit) => isAnonymous(request, hit, settings.privacy));
  const facts = readRequestFacts(request, settings, tools);
  const told = hits.find((_hit, index) => anonymous[index] === false);
  const who = identify(request, facts, told !== undefined, settings, tools, told?.view);
  const entries = hits.map((hit, index) => {
    const identity = anonymous[index] === true ? who.anonymous : who.known(hit.site ?? null);
    const id = tools.ids.event(request.received);
    const event = buildEvent(hit, request, facts, id, identity, tools);
    return { event, received: request.received, hit: hitIdentity(hit) };
  });
  return { entries, rejections, setCookie: hits.length > 0 ? who.setCookie : null };
}

/** The same for hits that the server of a site has sent, as its key proves. */
export function decideServer(
  request: RequestHead,
  queries: readonly string[],
  site: string,
  settings: DecisionSettings,
  tools: PipelineTools,
): Decision {
  const { received } = request;
  const { hits, rejections } = readHits(request, queries, null);
  const entries: Entry[] = [];
  for (const hit of hits) {
    const refusal = refuseServerHit(hit, site, received);
    if (refusal !== null) rejections.push(refusal);
    else {
      const event = buildServerEvent(hit, site, request, settings.privacy, tools);
      entries.push({ event, received, hit: hitIdentity({ ...hit, site }) });
    }
  }
  return { entries, rejections, setCookie: null };
}

function readHits(
  request: RequestHead,
  queries: readonly string[],
  sites: DecisionSettings['sites'],
): { hits: Hit[]; rejections: Rejection[] } {
  const hits: Hit[] = [];
  const rejections: Rejection[] = [];
  for (const query of queries) {
    try {
      for (const hit of bySite(parse(query))) {
        const rejection = judgeSite(hit, request, sites);
        if (rejection === null) hits.push(hit);
        else rejections.push(rejection);
      }
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
