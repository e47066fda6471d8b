import type { Logger } from 'pino';
import { BodyError } from './body-error.ts';
import type { Answer } from './pipeline/answer.ts';
import { decide, decideServer, type Decision } from './pipeline/decide.ts';
import {
  answerHit,
  judgeHead,
  reject,
  rejectAll,
  type HitEndpoint,
  type Outcome,
} from './pipeline/hit-endpoint.ts';
import { header, type RawRequest } from './pipeline/raw-request.ts';
import type { PipelineSettings, PipelineTools } from './pipeline/settings.ts';
import type { RateLimit } from './rate-limit/rate-limit.ts';
import type { Recorder } from './recorder.ts';
import type { ReadSender } from './site-keys.ts';

/** What `collect` works with; all it does to the world goes through these. */
export interface CollectTools extends PipelineTools {
  readonly settings: PipelineSettings;
  readonly recorder: Recorder;
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
      const read =
        judgeHead(endpoint, request, settings.limits) ??
        (await readRequest(endpoint, request, readBody));
      if ('kind' in read) {
        outcome = read;
        if (read.kind === 'rejected') recorder.rejectRequest(endpoint, read.rejection, request);
      } else {
        outcome = await record(endpoint, request, read);
      }
    } catch (error) {
      log.error({ event: 'collect-failed', err: error }, 'a hit could not be handled');
      outcome = { kind: 'refused' };
    }
    return answerHit(endpoint, request, outcome);
  };

  /** The query strings of a request, and whose they are; or why it can't hold any. */
  async function readRequest(
    endpoint: HitEndpoint,
    request: RawRequest,
    readBody: () => Promise<Uint8Array>,
  ): Promise<Read | Outcome> {
    const authorization = endpoint === 'hits' ? header(request, 'authorization') : null;
    const sender = tools.readSender(authorization);
    if (sender === null) {
      return reject(401, 'wrong-key', 'expected Authorization: Bearer and a key of siteKeys');
    }
    const queries = request.method === 'POST' ? await readLines(readBody) : [request.query];
    if ('kind' in queries) return queries;
    const { maxHitsPerRequest } = settings.limits;
    if (queries.length > maxHitsPerRequest) {
      return reject(413, 'too-many-hits', `expected at most ${maxHitsPerRequest} hits a request`);
    }
    return { queries, site: sender.site };
  }

  async function record(endpoint: HitEndpoint, request: RawRequest, read: Read): Promise<Outcome> {
    const { entries, rejections, setCookie } = decideOrRefuse(endpoint, request, read);
    // Counted in events: a hit for several sites is one for each.
    recorder.receive(endpoint, entries.length + rejections.length);
    recorder.reject(endpoint, rejections, request);
    const [first, ...others] = rejections;
    if (entries.length === 0 && first !== undefined) return rejectAll([first, ...others]);
    const retryAfterSeconds = (await tools.rateLimit?.(request, entries)) ?? 0;
    if (retryAfterSeconds > 0) {
      recorder.refuse(endpoint, entries.length, 'rate-limit');
      return { kind: 'limited', retryAfterSeconds };
    }
    const stored = await recorder.store(endpoint, entries, request, tools.storeTimeoutMs);
    return stored === 'stored' ? { kind: 'stored', setCookie } : { kind: 'refused' };
  }

  function decideOrRefuse(
    endpoint: HitEndpoint,
    request: RawRequest,
    { queries, site }: Read,
  ): Decision {
    try {
      if (site === null) return decide(request, queries, settings, tools);
      return decideServer(request, queries, site, settings, tools);
    } catch (error) {
      recorder.receive(endpoint, queries.length);
      recorder.refuse(endpoint, queries.length, 'internal');
      throw error;
    }
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
): Promise<readonly string[] | Outcome> {
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
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  return lines.length > 0 ? lines : reject(400, 'no-hits', 'expected one query string a line');
}
