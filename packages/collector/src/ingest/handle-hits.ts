import type { Logger } from 'pino';
import type { Answer } from '../pipeline/request/answer.ts';
import { answerHit } from '../pipeline/hit/answer-hit.ts';
import { checkHitHead, isJson } from '../pipeline/hit/check-hit-head.ts';
import {
  reject,
  rejectAll,
  wrongMediaType,
  type HitEndpoint,
  type HitOutcome,
} from '../pipeline/hit/hit-outcome.ts';
import { eventSites } from '../pipeline/hit/event-sites.ts';
import { readHitLines } from '../pipeline/hit/hit-lines.ts';
import type { OriginFacts } from '../pipeline/request/origin-facts.ts';
import type { RawRequest } from '../pipeline/request/raw-request.ts';
import { refuseOverLimit } from './refuse-over-limit.ts';
import { createPostEvents, type PostEventsDeps } from './post-events.ts';
import { readText } from './read-text.ts';
import type { NotStored } from './recorder.ts';
import type { ReadBody } from './request-body.ts';
import type { ReadSender } from './site-keys.ts';
import type { Receipt } from './submission.ts';

/** Dependencies of `handleHits`: all that it does to the world goes through these. */
export interface HandleHitsDeps extends PostEventsDeps {
  /** Secret of the day that a time (Unix ms) falls on, one character a byte; null: none is needed. */
  readonly saltAt: (time: number) => string | null;
  readonly readSender: ReadSender;
  readonly log: Logger;
}

/** Handles one request for hits, from its head and body to the answer. Never rejects. */
export type HandleHits = (
  endpoint: HitEndpoint,
  request: RawRequest,
  readBody: ReadBody,
) => Promise<Answer>;

/** Makes the one way in which a hit is received, whatever server the request came through. */
export function createHandleHits(deps: HandleHitsDeps): HandleHits {
  const { settings, recorder, log } = deps;
  const postEvents = createPostEvents(deps);

  return async (endpoint, request, readBody) => {
    let outcome: HitOutcome;
    try {
      const checked =
        checkHitHead(endpoint, request, settings.limits) ??
        readRequest(endpoint, request, readBody);
      // Nearly all have no body: to wait for what is there takes a turn of its own.
      const read = checked instanceof Promise ? await checked : checked;
      if ('kind' in read) {
        outcome = read;
        if (read.kind === 'rejected') recorder.rejectRequest(endpoint, read.rejection, request);
      } else {
        const origin = deps.readOrigin(request);
        const { sites, site } = read;
        const limited = site === null ? sites : sites.map(() => site);
        outcome =
          refuseOverLimit({ endpoint, request, origin, sites: limited }, deps) ??
          outcomeOf(await record(endpoint, request, origin, read));
      }
    } catch (error) {
      log.error({ event: 'collect-failed', err: error }, 'a hit could not be handled');
      outcome = { kind: 'refused' };
    }
    return answerHit(endpoint, request, outcome);
  };

  /** The query strings of a request, and whose they are; or why it can't hold any. */
  function readRequest(
    endpoint: HitEndpoint,
    request: RawRequest,
    readBody: ReadBody,
  ): Read | HitOutcome | Promise<Read | HitOutcome> {
    const { authorization } = request.headers;
    const shown = endpoint === 'hits' && typeof authorization === 'string' ? authorization : null;
    const sender = deps.readSender(shown);
    if (sender === null) {
      return reject(401, 'wrong-key', 'expected Authorization: Bearer and a key of siteKeys');
    }
    if (request.method !== 'POST') return readQueries([request.query], sender.site);
    if (!isJson(request)) return readLines(readBody, sender.site);
    return sender.site === null ? wrongMediaType() : postEvents(request, readBody, sender.site);
  }

  /** The query strings of a body, one a line; or why it holds none. */
  async function readLines(readBody: ReadBody, site: string | null): Promise<Read | HitOutcome> {
    const text = await readText(readBody);
    if (typeof text !== 'string') return text;
    const queries = readHitLines(text, settings.limits.maxHitsPerRequest);
    if (queries === null) return tooMany();
    if (queries.length === 0) return reject(400, 'no-hits', 'expected one query string a line');
    return readQueries(queries, site);
  }

  function readQueries(queries: readonly string[], site: string | null): Read | HitOutcome {
    const sites: (string | null)[] = [];
    let repeated = 0;
    for (const query of queries) {
      const ofQuery = eventSites(query);
      for (const each of ofQuery) sites.push(each);
      repeated += (ofQuery.length - 1) * query.length;
    }
    if (sites.length > settings.limits.maxHitsPerRequest) return tooMany();
    return { queries, sites, repeated, site };
  }

  function tooMany(): HitOutcome {
    const { maxHitsPerRequest } = settings.limits;
    const message = `expected at most ${maxHitsPerRequest} hits a request, each counted for each of its sites`;
    return reject(413, 'too-many-hits', message);
  }

  function record(endpoint: HitEndpoint, request: RawRequest, origin: OriginFacts, read: Read) {
    const { queries, sites, repeated, site } = read;
    recorder.receive(endpoint, sites.length);
    const submit = () => {
      const salt = deps.saltAt(request.received);
      const decidable = { settings: deps.writerSettings, head: request, origin, salt };
      const hits = { kind: 'hits', ...decidable, queries, site } as const;
      return deps.journal.submit(hits, sites.length, repeated);
    };
    return recorder.store({ endpoint, sites, request, timeoutMs: deps.storeTimeoutMs }, submit);
  }

  function outcomeOf(kept: Receipt | NotStored): HitOutcome {
    if (kept === 'refused' || kept === 'pending') return { kind: 'refused' };
    const [first, ...others] = kept.rejections;
    if (kept.sequences.length === 0 && first !== undefined) return rejectAll([first, ...others]);
    return { kind: 'stored', setCookie: kept.setCookie, isLate: kept.isLate ?? false };
  }
}

/** Content of a request. */
interface Read {
  /** One hit each, without `?`. */
  readonly queries: readonly string[];
  /** Site of each event that becomes of them; null: it names none. */
  readonly sites: readonly (string | null)[];
  /** Characters of queries that become several events, for each more. */
  readonly repeated: number;
  /** Site of the server whose key the request shows; null: a browser's request. */
  readonly site: string | null;
}
