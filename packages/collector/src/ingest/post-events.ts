import { reject, type HitOutcome } from '../pipeline/hit/hit-outcome.ts';
import {
  parsePostedEvents,
  type PostedEvents,
} from '../pipeline/posted-event/parse-posted-events.ts';
import type { PostedEvent, PostedProblem } from '../pipeline/posted-event/posted-event.ts';
import type { RawRequest } from '../pipeline/request/raw-request.ts';
import type { ReadOrigin } from '../pipeline/request/origin-facts.ts';
import type { Rejection } from '../pipeline/request/rejection.ts';
import type { PipelineSettings } from '../pipeline/settings.ts';
import type { RateLimit } from '../rate-limit/rate-limit.ts';
import type { ReadBody } from './request-body.ts';
import type { Journal } from './journal.ts';
import { refuseOverLimit } from './refuse-over-limit.ts';
import { readText } from './read-text.ts';
import type { Recorder } from './recorder.ts';

/** Stores the events of a body of JSON that a site's own server has posted, and returns those that were not taken. */
export type PostEvents = (
  request: RawRequest,
  readBody: ReadBody,
  site: string,
) => Promise<HitOutcome>;

/** Dependencies of `postEvents`. */
export interface PostEventsDeps {
  readonly settings: Pick<PipelineSettings, 'limits'>;
  readonly recorder: Recorder;
  readonly readOrigin: ReadOrigin;
  readonly journal: Pick<Journal, 'submit'>;
  /** Number of the settings that the journal's writer decides by. */
  readonly writerSettings: number;
  /** Null where no limit is configured. */
  readonly rateLimit: RateLimit | null;
  readonly storeTimeoutMs: number;
  /** ISO 3166-1 code of an address that a site's own server tells; null: not known. */
  readonly countryOf: (address: string) => string | null;
}

export function createPostEvents(deps: PostEventsDeps): PostEvents {
  const { recorder, settings, countryOf } = deps;

  return async (request, readBody, site) => {
    const text = await readText(readBody);
    if (typeof text !== 'string') return text;
    const { maxHitsPerRequest } = settings.limits;
    const read = parsePostedEvents(text, maxHitsPerRequest, request.received);
    if ('reason' in read) {
      return reject(read.reason === 'too-many-hits' ? 413 : 400, read.reason, read.message);
    }
    const sites = Array.from({ length: read.count }, () => site);
    const origin = deps.readOrigin(request);
    const limited = refuseOverLimit({ endpoint: 'hits', request, origin, sites }, deps);
    return limited ?? record(request, site, read);
  };

  async function record(
    request: RawRequest,
    site: string,
    { count, events, problems }: PostedEvents,
  ): Promise<HitOutcome> {
    recorder.receive('hits', count);
    recorder.reject(
      'hits',
      problems.map((problem) => rejectionOf(problem, site)),
      request,
    );
    if (events.length === 0) {
      return { kind: 'posted', stored: 0, duplicate: 0, errors: problems };
    }
    const submission = {
      kind: 'posted',
      settings: deps.writerSettings,
      events: events.map(({ index, event }) => ({ index, event: locate(event) })),
      site,
      received: request.received,
    } as const;
    const sites = events.map(() => site);
    const kept = await recorder.store(
      { endpoint: 'hits', sites, request, timeoutMs: deps.storeTimeoutMs },
      () => deps.journal.submit(submission, events.length),
    );
    if (kept === 'refused' || kept === 'pending') return { kind: 'refused' };
    const { sequences, rejections } = kept;
    const duplicate = sequences.filter((sequence) => sequence < 0).length;
    const errors = [...problems, ...rejections.map(problemOf)].sort((a, b) => a.index - b.index);
    const stored = sequences.length - duplicate;
    return { kind: 'posted', stored, duplicate, errors, isLate: kept.isLate ?? false };
  }

  /** Country databases are read in this thread. */
  function locate(event: PostedEvent): PostedEvent {
    const { ip, country } = event.client;
    if (ip === null || country !== null) return event;
    return { ...event, client: { ...event.client, country: countryOf(ip) } };
  }
}

/** Rejection for counters and the log: without the member's name, which may be anything. */
function rejectionOf({ code }: PostedProblem, site: string): Rejection {
  const message =
    code === 'unknown-member'
      ? 'expected no other members of an event than those of the documentation'
      : 'expected values of an event that its members may have';
  return { reason: code, message, site };
}

function problemOf({ index = 0, message }: Rejection): PostedProblem {
  return { index, path: '', code: 'internal', message };
}
