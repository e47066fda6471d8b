import type { Logger } from 'pino';
import type { Event } from './event.ts';
import type { Journal } from './journal/index.ts';
import type { Answer } from './pipeline/answer.ts';
import { decide, type Entry } from './pipeline/decide.ts';
import {
  answerHit,
  judgeHead,
  reject,
  type HitEndpoint,
  type Outcome,
} from './pipeline/hit-endpoint.ts';
import type { RawRequest } from './pipeline/raw-request.ts';
import type { Rejection, RejectionReason } from './pipeline/rejection.ts';
import type { Ids, PipelineSettings } from './pipeline/settings.ts';

/** Runs once for each new event, when it is on disk. May be async; failing changes no answer. */
export type OnEvent = (event: Event, request: RawRequest) => unknown;

/** Runs once for each hit that was not recorded because of what was sent. */
export type OnRejected = (reason: RejectionReason, request: RawRequest) => unknown;

/** What `collect` works with; all it does to the world goes through these. */
export interface CollectTools {
  readonly settings: PipelineSettings;
  readonly journal: Journal;
  readonly storeTimeoutMs: number;
  readonly ids: Ids;
  readonly log: Logger;
  readonly onEvent?: OnEvent | undefined;
  readonly onRejected?: OnRejected | undefined;
}

/** Why a body could not be read; thrown by the `readBody` of a request. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
  readonly code: 'body-too-large' | 'request-aborted';

  constructor(code: BodyError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** One request for a hit, from what was read to what is answered. Never rejects. */
export type Collect = (
  endpoint: HitEndpoint,
  request: RawRequest,
  readBody: () => Promise<Uint8Array>,
) => Promise<Answer>;

/** Makes the one way in which a hit is received, whatever server the request came through. */
export function createCollect(tools: CollectTools): Collect {
  const { settings, journal, ids, log } = tools;
  let storing = true;

  return async (endpoint, request, readBody) => {
    let outcome: Outcome;
    try {
      outcome = judgeHead(endpoint, request, settings.limits) ?? (await record(request, readBody));
    } catch (error) {
      log.error({ event: 'collect-failed', err: error }, 'a hit could not be handled');
      outcome = { kind: 'refused' };
    }
    if (outcome.kind === 'rejected') report([outcome.rejection], request);
    return answerHit(endpoint, request, outcome);
  };

  async function record(
    request: RawRequest,
    readBody: () => Promise<Uint8Array>,
  ): Promise<Outcome> {
    const queries = request.method === 'POST' ? await readLines(readBody) : [request.query];
    if (!Array.isArray(queries)) return queries;
    const { maxHitsPerRequest } = settings.limits;
    if (queries.length > maxHitsPerRequest) {
      return reject(413, 'too-many-hits', `expected at most ${maxHitsPerRequest} hits a request`);
    }
    const { entries, rejections, setCookie } = decide(request, queries, settings, ids);
    const [first, ...others] = rejections;
    if (entries.length === 0 && first !== undefined) {
      report(others, request);
      return { kind: 'rejected', status: 400, rejection: first };
    }
    report(rejections, request);
    if (!(await store(entries, request))) return { kind: 'refused' };
    return { kind: 'stored', setCookie };
  }

  /** Whether the entries are on disk. */
  async function store(entries: readonly Entry[], request: RawRequest): Promise<boolean> {
    try {
      await withTimeout(append(entries, request), tools.storeTimeoutMs);
      if (!storing) log.info({ event: 'storing' }, 'events are stored again');
      storing = true;
      return true;
    } catch (error) {
      // Once per outage, not once per request: a full disk must not be filled with log lines.
      if (storing) log.error({ event: 'not-storing', err: error }, 'events can not be stored');
      storing = false;
      return false;
    }
  }

  /** Goes on when its answer has been given up: an event that is stored late happened all the same. */
  async function append(entries: readonly Entry[], request: RawRequest): Promise<void> {
    const sequences = await journal.append(entries);
    for (const [index, { event }] of entries.entries()) {
      // A null sequence is a hit that was stored before: acknowledged, but nothing new happened.
      if (sequences[index] !== null) run('onEvent', () => tools.onEvent?.(event, request));
    }
  }

  function report(rejections: readonly Rejection[], request: RawRequest): void {
    for (const { reason, message } of rejections) {
      log.warn({ event: 'rejected', reason, method: request.method, path: request.path }, message);
      run('onRejected', () => tools.onRejected?.(reason, request));
    }
  }

  function run(hook: 'onEvent' | 'onRejected', call: () => unknown): void {
    const failed = (error: unknown): void => {
      log.error({ event: 'hook-failed', hook, err: error }, `${hook} has failed`);
    };
    try {
      Promise.resolve(call()).catch(failed);
    } catch (error) {
      failed(error);
    }
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

async function withTimeout<Result>(promise: Promise<Result>, timeoutMs: number): Promise<Result> {
  const { promise: late, reject: refuse } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    refuse(new Error(`the journal did not answer within ${timeoutMs} ms`));
  }, timeoutMs);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
