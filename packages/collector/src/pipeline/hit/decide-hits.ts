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
import { buildServerEvent, checkServerHit } from './server-hits.ts';
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

/** A request that browsers have sent, and its hits. */
interface HitsRequest {
  readonly request: RequestHead;
  readonly origin: OriginFacts;
  /** Query strings, without `?`: one hit each. */
  readonly queries: readonly string[];
}

/** A request that a site's server has sent, and its hits. */
interface ServerHitsRequest extends Omit<HitsRequest, 'origin'> {
  /** Site whose key the request has. */
  readonly site: string;
}

/**
 * Runs the pipeline, from a request's query strings to events: parse, allow, decide privacy, classify, identify,
 * enrich, minimise.
 */
export function decideHits(
  { request, origin, queries }: HitsRequest,
  settings: DecisionSettings,
  deps: PipelineDeps,
): Decision {
  const { sites, privacy } = settings;
  const read = readHits(queries, deps, (hit) => checkSite(hit, request, sites));
  const facts = readRequestFacts(request, origin, deps);
  const firstNamed = read.hits.find((hit) => !isAnonymous(request, hit, privacy));
  const mayIdentify = firstNamed !== undefined;
  const view = firstNamed?.view;
  const identified = identify({ request, facts, mayIdentify, view }, settings, deps);
  const toEntry = (hit: Hit): Entry => {
    const anonymous = isAnonymous(request, hit, privacy);
    const identity = anonymous ? identified.anonymous : identified.known(hit.site ?? null);
    const id = eventIdOf(hit, request.received, deps.ids);
    const event = buildEvent(hit, { request, facts, id, identity }, deps);
    return { event, received: request.received, hit: hitIdentity(hit) };
  };
  return decisionOf(read, toEntry, read.hits.length > 0 ? identified.setCookie : null);
}

/** Does the same as `decideHits` for hits that a site's server has sent, as its key proves. */
export function decideServerHits(
  { request, queries, site }: ServerHitsRequest,
  settings: DecisionSettings,
  deps: PipelineDeps,
): Decision {
  const { received } = request;
  const read = readHits(queries, deps, (hit) => checkServerHit(hit, site, received));
  const toEntry = (hit: Hit): Entry => {
    const id = eventIdOf(hit, received, deps.ids);
    const event = buildServerEvent(hit, { id, request, privacy: settings.privacy }, deps);
    return { event, received, hit: hitIdentity(hit) };
  };
  const hits = read.hits.map((hit) => ({ ...hit, site }));
  return decisionOf({ ...read, hits }, toEntry, null);
}

/** Hits of a request that may become events. */
interface ReadHits {
  readonly hits: readonly Hit[];
  readonly rejections: readonly Rejection[];
  readonly cuts: readonly Cut[];
}

/**
 * Reads query strings: parses and cleans each, and makes one hit for each of its sites.
 *
 * @param check returns why a hit is rejected; null: it is allowed
 */
function readHits(
  queries: readonly string[],
  deps: PipelineDeps,
  check: (hit: Hit) => Rejection | null,
): ReadHits {
  const parsed = attemptEach(
    queries,
    (query) => {
      const { hit, cuts } = parse(query);
      // Cleaned once, however many sites it is for.
      return [{ hits: bySite(cleanHit(hit, deps)), cuts }];
    },
    (query) => eventSites(query).map((site) => ({ site })),
  );
  const allowed = attemptEach(
    parsed.outputs.flatMap(({ hits }) => hits),
    (hit) => check(hit) ?? [hit],
    eventOf,
  );
  return {
    hits: allowed.outputs,
    rejections: [...parsed.rejections, ...allowed.rejections],
    cuts: parsed.outputs.flatMap(({ cuts }) => cuts),
  };
}

/** Turns each hit into an entry of the journal. */
function decisionOf(
  { hits, rejections, cuts }: ReadHits,
  toEntry: (hit: Hit) => Entry,
  setCookie: string | null,
): Decision {
  const built = attemptEach(hits, (hit) => [toEntry(hit)], eventOf);
  return {
    entries: built.outputs,
    rejections: [...rejections, ...built.rejections],
    cuts,
    setCookie,
  };
}

function eventOf({ site }: Hit): readonly Pick<Rejection, 'site'>[] {
  return [{ site: site ?? null }];
}
