import type { Logger } from 'pino';
import { BodyError } from './body-error.ts';
import type { Answer } from '../pipeline/request/answer.ts';
import {
  answerHit,
  checkHead,
  reject,
  rejectAll,
  type HitEndpoint,
  type Outcome,
} from '../pipeline/hit/hit-endpoint.ts';
import { eventSites } from '../pipeline/hit/event-sites.ts';
import { readHitLines } from '../pipeline/hit/hit-lines.ts';
import type { OriginFacts } from '../pipeline/request/origin-facts.ts';
import type { RawRequest } from '../pipeline/request/raw-request.ts';
import type { PipelineSettings } from '../pipeline/settings.ts';
import type { RateLimit } from '../rate-limit/rate-limit.ts';
import type { NotStored, Recorder } from './recorder.ts';
import type { ReadSender } from './site-keys.ts';
import type { Journal } from './journal.ts';
import { submittedHead, type Receipt } from './submission.ts';

/** Dependencies of `handleHits`: all that it does to the world goes through these. */
export interface HandleHitsDeps {
  readonly settings: Pick<PipelineSettings, 'limits'>;
  readonly recorder: Recorder;
  readonly readOrigin: (request: RawRequest) => OriginFacts;
  /** Secret of the day that a time (Unix ms) falls on, one character a byte; null: none is needed. */
  readonly saltAt: (time: number) => string | null;
  readonly journal: Pick<Journal, 'submit'>;
  /** Number of the settings that the journal's writer decides by. */
  readonly writerSettings: number;
  /** Null where no limit is configured. */
  readonly rateLimit: RateLimit | null;
  readonly storeTimeoutMs: number;
  readonly readSender: ReadSender;
  readonly log: Logger;
}

/** One request for a hit, from what was read to what is answered. Never rejects. */
export type HandleHits = (
  endpoint: HitEndpoint,
  request: RawRequest,
  readBody: () => Promise<Uint8Array>,
) => Promise<Answer>;

/** Makes the one way in which a hit is received, whatever server the request came through. */
export function createHandleHits(deps: HandleHitsDeps): HandleHits {
  const { settings, recorder, log } = deps;

  return async (endpoint, request, readBody) => {
    let outcome: Outcome;
    try {
      const judged =
        checkHead(endpoint, request, settings.limits) ?? readRequest(endpoint, request, readBody);
      // Nearly all have no body: to wait for what is there takes a turn of its own.
      const read = judged instanceof Promise ? await judged : judged;
      if ('kind' in read) {
        outcome = read;
        if (read.kind === 'rejected') recorder.rejectRequest(endpoint, read.rejection, request);
      } else {
        const origin = deps.readOrigin(request);
        outcome =
          overLimit(endpoint, request, origin, read) ??
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
    readBody: () => Promise<Uint8Array>,
  ): Read | Outcome | Promise<Read | Outcome> {
    const { authorization } = request.headers;
    const shown = endpoint === 'hits' && typeof authorization === 'string' ? authorization : null;
    const sender = deps.readSender(shown);
    if (sender === null) {
      return reject(401, 'wrong-key', 'expected Authorization: Bearer and a key of siteKeys');
    }
    if (request.method === 'POST') return readLines(readBody, sender.site);
    return readQueries([request.query], sender.site);
  }

  /** The query strings of a body, one a line; or why it holds none. */
  async function readLines(
    readBody: () => Promise<Uint8Array>,
    site: string | null,
  ): Promise<Read | Outcome> {
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(await readBody());
    } catch (error) {
      if (error instanceof BodyError) {
        return reject(error.code === 'body-too-large' ? 413 : 400, error.code, error.message);
      }
      if (error instanceof TypeError) return reject(415, 'media-type', 'expected text in UTF-8');
      throw error;
    }
    const queries = readHitLines(text, settings.limits.maxHitsPerRequest);
    if (queries === null) return tooMany();
    if (queries.length === 0) return reject(400, 'no-hits', 'expected one query string a line');
    return readQueries(queries, site);
  }

  function readQueries(queries: readonly string[], site: string | null): Read | Outcome {
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

  function tooMany(): Outcome {
    const { maxHitsPerRequest } = settings.limits;
    const message = `expected at most ${maxHitsPerRequest} hits a request, each counted for each of its sites`;
    return reject(413, 'too-many-hits', message);
  }

  function record(endpoint: HitEndpoint, request: RawRequest, origin: OriginFacts, read: Read) {
    const { queries, sites, repeated, site } = read;
    recorder.receive(endpoint, sites.length);
    const submit = () => {
      const salt = deps.saltAt(request.received);
      const head = submittedHead(request);
      const decidable = { settings: deps.writerSettings, head, origin, salt };
      const hits = { kind: 'hits', ...decidable, queries, site } as const;
      return deps.journal.submit(hits, sites.length, repeated);
    };
    return recorder.store(endpoint, sites, submit, request, deps.storeTimeoutMs);
  }

  function outcomeOf(kept: Receipt | NotStored): Outcome {
    if (kept === 'refused' || kept === 'pending') return { kind: 'refused' };
    const [first, ...others] = kept.rejections;
    if (kept.sequences.length === 0 && first !== undefined) return rejectAll([first, ...others]);
    return { kind: 'stored', setCookie: kept.setCookie };
  }

  /** Asked before anybody knows whether the hits are allowed: those of unknown sites count as well. */
  function overLimit(
    endpoint: HitEndpoint,
    request: RawRequest,
    { address }: OriginFacts,
    { sites, site }: Read,
  ): Outcome | null {
    if (deps.rateLimit === null) return null;
    const limited = site === null ? sites : sites.map(() => site);
    const retryAfterSeconds = deps.rateLimit(address, limited);
    if (retryAfterSeconds === 0) return null;
    recorder.receive(endpoint, sites.length);
    recorder.refuse(endpoint, limited, 'rate-limit', request);
    return { kind: 'limited', retryAfterSeconds };
  }
}

/** What a request holds. */
interface Read {
  /** One hit each, without `?`. */
  readonly queries: readonly string[];
  /** Of each event that becomes of them; null: it names none. */
  readonly sites: readonly (string | null)[];
  /** Characters of queries that become several events, for each more. */
  readonly repeated: number;
  /** Of the server whose key the request shows; null: a browser's. */
  readonly site: string | null;
}
