import type { Logger } from 'pino';
import { BodyError } from './body-error.ts';
import type { Answer } from './pipeline/answer.ts';
import {
  answerHit,
  judgeHead,
  reject,
  rejectAll,
  type HitEndpoint,
  type Outcome,
} from './pipeline/hit-endpoint.ts';
import type { RawRequest, RequestHead } from './pipeline/raw-request.ts';
import { readSites } from './pipeline/read-sites.ts';
import type { PipelineSettings } from './pipeline/settings.ts';
import type { RateLimit } from './rate-limit/rate-limit.ts';
import type { NotStored, Recorder } from './recorder.ts';
import type { ReadSender } from './site-keys.ts';
import type { RecordedHits, StoreHits } from './start-hit-maker.ts';

/** What `collect` works with; all it does to the world goes through these. */
export interface CollectTools {
  readonly settings: Pick<PipelineSettings, 'limits'>;
  readonly recorder: Recorder;
  readonly storeHits: StoreHits;
  /** The ISO 3166-1 code of the country that a request comes from. */
  readonly countryOf: (request: RequestHead) => string | null;
  /** The secret of the day that a time (Unix ms) falls on, one character a byte; null: none is needed. */
  readonly saltAt: (time: number) => string | null;
  /** null: there is none. */
  readonly rateLimit: RateLimit | null;
  readonly storeTimeoutMs: number;
  readonly readSender: ReadSender;
  readonly log: Logger;
}

/** One request for a hit, from what was read to what is answered. Never rejects. */
export type Collect = (
  endpoint: HitEndpoint,
  request: RawRequest,
  readBody: () => Promise<Uint8Array>,
) => Promise<Answer>;

/** Makes the one way in which a hit is received, whatever server the request came through. */
export function createCollect(tools: CollectTools): Collect {
  const { settings, recorder, log } = tools;

  return async (endpoint, request, readBody) => {
    let outcome: Outcome;
    try {
      const judged =
        judgeHead(endpoint, request, settings.limits) ?? readRequest(endpoint, request, readBody);
      // Nearly all have no body: to wait for what is there takes a turn of its own.
      const read = judged instanceof Promise ? await judged : judged;
      if ('kind' in read) {
        outcome = read;
        if (read.kind === 'rejected') recorder.rejectRequest(endpoint, read.rejection, request);
      } else {
        const { rateLimit } = tools;
        outcome =
          (rateLimit === null ? null : overLimit(rateLimit, endpoint, request, read)) ??
          outcomeOf(await record(endpoint, request, read));
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
    const sender = tools.readSender(shown);
    if (sender === null) {
      return reject(401, 'wrong-key', 'expected Authorization: Bearer and a key of siteKeys');
    }
    if (request.method === 'POST') return readLines(readBody, sender.site, settings.limits);
    return { queries: [request.query], site: sender.site };
  }

  function record(endpoint: HitEndpoint, request: RawRequest, { queries, site }: Read) {
    recorder.receive(endpoint, queries.length);
    const store = () =>
      tools.storeHits({
        head: request,
        queries,
        site,
        country: tools.countryOf(request),
        salt: tools.saltAt(request.received),
      });
    return recorder.store(endpoint, queries.length, store, request, tools.storeTimeoutMs);
  }

  function outcomeOf(kept: RecordedHits | NotStored): Outcome {
    if (kept === 'refused' || kept === 'pending') return { kind: 'refused' };
    const [first, ...others] = kept.rejections;
    if (kept.sequences.length === 0 && first !== undefined) return rejectAll([first, ...others]);
    return { kind: 'stored', setCookie: kept.setCookie };
  }

  /** Asked before anybody knows whether the hits are allowed: those of unknown sites count as well. */
  function overLimit(
    rateLimit: RateLimit,
    endpoint: HitEndpoint,
    request: RawRequest,
    { queries }: Read,
  ): Outcome | null {
    const { sites, unreadable } = readSites(queries);
    const retryAfterSeconds = rateLimit(request, sites);
    if (retryAfterSeconds === 0) return null;
    recorder.receive(endpoint, sites.length + unreadable);
    recorder.refuse(endpoint, sites.length + unreadable, 'rate-limit');
    return { kind: 'limited', retryAfterSeconds };
  }
}

/** What a request holds. */
interface Read {
  /** One hit each, without `?`. */
  readonly queries: readonly string[];
  /** Of the server whose key the request shows; null: a browser's. */
  readonly site: string | null;
}

/** The query strings of a body, one a line; or why it holds none. */
async function readLines(
  readBody: () => Promise<Uint8Array>,
  site: Read['site'],
  { maxHitsPerRequest }: PipelineSettings['limits'],
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
  const queries = text.split(/\r?\n/).filter((line) => line !== '');
  if (queries.length === 0) return reject(400, 'no-hits', 'expected one query string a line');
  if (queries.length > maxHitsPerRequest) {
    return reject(413, 'too-many-hits', `expected at most ${maxHitsPerRequest} hits a request`);
  }
  return { queries, site };
}
