import { parse, type Cut, type Hit } from '@hitmark/codec/hit';
import { attemptEach } from './attempt-each.ts';
import { buildEvent } from './build-event.ts';
import { bySite } from './by-site.ts';
import { cleanHit } from './clean-hit.ts';
import { eventSites } from './event-sites.ts';
import type { Entry } from '../../journal/entry.ts';
import { eventIdOf, hitIdentity } from './hit-identity.ts';
import { identify } from '../event/identify.ts';
import { checkSite } from './check-site.ts';
import { isAnonymous } from '../request/privacy.ts';
import type { OriginFacts } from '../request/origin-facts.ts';
import type { RequestHead } from '../request/raw-request.ts';
import type { Rejection } from '../request/rejection.ts';
import { readRequestFacts } from '../request/request-facts.ts';
import { buildServerEvent, refuseServerHit } from './server-hits.ts';
import type { DecisionSettings, PipelineDeps } from '../settings.ts';

/** Decision about hits: what is to be stored and what is not. */
export interface Decision {
  readonly entries: readonly Entry[];
  readonly rejections: readonly Rejection[];
  /** Cuts of hits that are stored without what was wrong with them. */
  readonly cuts: readonly Cut[];
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
  origin: OriginFacts,
  queries: readonly string[],
  settings: DecisionSettings,
  deps: PipelineDeps,
): Decision {
  const { sites, privacy } = settings;
  const rejections: Rejection[] = [];
  const cuts: Cut[] = [];
  const hits = readHits(queries, rejections, cuts, deps, (hit) => checkSite(hit, request, sites));
  const facts = readRequestFacts(request, origin, deps);
  const firstNamed = hits.find((hit) => !isAnonymous(request, hit, privacy));
  const identified = identify(
    request,
    facts,
    firstNamed !== undefined,
    settings,
    deps,
    firstNamed?.view,
  );
  const entries = attemptEach(
    hits,
    rejections,
    (hit) => {
      const anonymous = isAnonymous(request, hit, privacy);
      const identity = anonymous ? identified.anonymous : identified.known(hit.site ?? null);
      const id = eventIdOf(hit, request.received, deps.ids);
      const event = buildEvent(hit, request, facts, id, identity, deps);
      return [{ event, received: request.received, hit: hitIdentity(hit) }];
    },
    siteOf,
  );
  return { entries, rejections, cuts, setCookie: hits.length > 0 ? identified.setCookie : null };
}

/** Does the same as `decide` for hits that a site's server has sent, as its key proves. */
export function decideServer(
  request: RequestHead,
  queries: readonly string[],
  site: string,
  settings: DecisionSettings,
  deps: PipelineDeps,
): Decision {
  const { received } = request;
  const rejections: Rejection[] = [];
  const cuts: Cut[] = [];
  const hits = readHits(queries, rejections, cuts, deps, (hit) =>
    refuseServerHit(hit, site, received),
  );
  const entries = attemptEach(
    hits,
    rejections,
    (sent) => {
      const hit = { ...sent, site };
      const id = eventIdOf(hit, received, deps.ids);
      const event = buildServerEvent(hit, id, request, settings.privacy, deps);
      return [{ event, received, hit: hitIdentity(hit) }];
    },
    () => [site],
  );
  return { entries, rejections, cuts, setCookie: null };
}

/** The hits of query strings, cleaned, one for each site. Those that are refused are rejected. */
function readHits(
  queries: readonly string[],
  rejections: Rejection[],
  cuts: Cut[],
  deps: PipelineDeps,
  refuse: (hit: Hit) => Rejection | null,
): Hit[] {
  const hits = attemptEach(
    queries,
    rejections,
    (query) => {
      const read = parse(query);
      cuts.push(...read.cuts);
      // Once, however many sites it is for.
      return bySite(cleanHit(read.hit, deps));
    },
    eventSites,
  );
  return attemptEach(
    hits,
    rejections,
    (hit) => {
      const refusal = refuse(hit);
      if (refusal === null) return [hit];
      rejections.push({ ...refusal, site: hit.site ?? null });
      return [];
    },
    siteOf,
  );
}

function siteOf({ site }: Hit): readonly (string | null)[] {
  return [site ?? null];
}
