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
import type { Recorder } from './recorder.ts';
import type { ReadSender } from './site-keys.ts';

/** What `collect` works with; all it does to the world goes through these. */
export interface CollectTools extends PipelineTools {
  readonly settings: PipelineSettings;
  readonly recorder: Recorder;
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
      const judged = judgeHead(endpoint, request, settings.limits);
      outcome = judged ?? (await record(endpoint, request, readBody));
    } catch (error) {
      log.error({ event: 'collect-failed', err: error }, 'a hit could not be handled');
      outcome = { kind: 'refused' };
    }
    if (outcome.kind === 'rejected') recorder.report(endpoint, [outcome.rejection], request);
    return answerHit(endpoint, request, outcome);
  };

  function decideAs(
    site: string | null,
    request: RawRequest,
    queries: readonly string[],
  ): Decision {
    if (site === null) return decide(request, queries, settings, tools);
    return decideServer(request, queries, site, settings, tools);
  }

  async function record(
    endpoint: HitEndpoint,
    request: RawRequest,
    readBody: () => Promise<Uint8Array>,
  ): Promise<Outcome> {
    const authorization = endpoint === 'hits' ? header(request, 'authorization') : null;
    const sender = tools.readSender(authorization);
    if (sender === null) {
      return reject(401, 'wrong-key', 'expected Authorization: Bearer and a key of siteKeys');
    }
    const queries = request.method === 'POST' ? await readLines(readBody) : [request.query];
    if (!Array.isArray(queries)) return queries;
    const { maxHitsPerRequest } = settings.limits;
    if (queries.length > maxHitsPerRequest) {
      return reject(413, 'too-many-hits', `expected at most ${maxHitsPerRequest} hits a request`);
    }
    const { entries, rejections, setCookie } = decideAs(sender.site, request, queries);
    const [first, ...others] = rejections;
    if (entries.length === 0 && first !== undefined) {
      const outcome = rejectAll([first, ...others]);
      const told = rejections.filter((rejection) => rejection !== outcome.rejection);
      recorder.report(endpoint, told, request);
      return outcome;
    }
    recorder.report(endpoint, rejections, request);
    const stored = await recorder.store(entries, request, tools.storeTimeoutMs);
    return stored === 'stored' ? { kind: 'stored', setCookie } : { kind: 'refused' };
  }
}

/** The query strings of a body, one a line; or why it holds none. */
async function readLines(readBody: () => Promise<Uint8Array>): Promise<string[] | Outcome> {
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
