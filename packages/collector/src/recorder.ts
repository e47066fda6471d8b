import type { Logger } from 'pino';
import type { Event } from './event.ts';
import { JournalError, type Journal } from './journal/index.ts';
import type { Entry } from './entry.ts';
import type { Endpoint, RefusalReason, Tally } from './metrics/tally.ts';
import type { RawRequest } from './pipeline/raw-request.ts';
import type { Rejection, RejectionReason } from './pipeline/rejection.ts';

/** Runs once for each new event, when it is on disk. May be async; failing changes no answer. */
export type OnEvent = (event: Event, request: RawRequest) => unknown;

/** Runs once for each thing that was not recorded because of what was sent. */
export type OnRejected = (reason: RejectionReason, request: RawRequest) => unknown;

/** What a recorder works with. */
export interface RecorderTools {
  readonly journal: Pick<Journal, 'append'>;
  readonly log: Logger;
  readonly tally: Tally;
  readonly onEvent?: OnEvent | undefined;
  readonly onRejected?: OnRejected | undefined;
}

/**
 * - `stored`: on disk
 * - `pending`: the wait is over, the outcome open; it may still be stored
 * - `refused`: not stored
 */
type Stored = 'stored' | 'pending' | 'refused';

/**
 * What every route does with its decision: store events, tell what was rejected. It counts, too: each
 * event that is received must be stored, rejected or refused.
 */
export interface Recorder {
  /** So many events have come. */
  receive(endpoint: Endpoint, events: number): void;
  /** Waits at most so long for the disk. Never rejects. */
  store(
    endpoint: Endpoint,
    entries: readonly Entry[],
    request: RawRequest,
    timeoutMs: number,
  ): Promise<Stored>;
  /** Of what was received, these are no events. */
  reject(endpoint: Endpoint, rejections: readonly Rejection[], request: RawRequest): void;
  /** So many of what was received are given up. */
  refuse(endpoint: Endpoint, events: number, reason: RefusalReason): void;
  /** A request from which nothing was received. */
  rejectRequest(endpoint: Endpoint, rejection: Rejection, request: RawRequest): void;
}

/** Makes the one way in which something is recorded, for hits and for links. */
export function createRecorder(tools: RecorderTools): Recorder {
  const { journal, log, tally, onEvent } = tools;
  let storing = true;

  /** Goes on when its answer has been given up: an event that is stored late happened all the same. */
  async function append(
    endpoint: Endpoint,
    entries: readonly Entry[],
    request: RawRequest,
  ): Promise<Stored> {
    try {
      const sequences = await journal.append(entries);
      let duplicate = 0;
      for (const [index, { event }] of entries.entries()) {
        // A null sequence is a hit that was stored before: acknowledged, but nothing new happened.
        if (sequences[index] === null) duplicate += 1;
        else if (onEvent !== undefined) run('onEvent', () => onEvent(event, request));
      }
      tally.events[endpoint].store(entries.length - duplicate, duplicate);
      return 'stored';
    } catch (error) {
      const reason = error instanceof JournalError ? error.code : 'internal';
      tally.events[endpoint].refuse(entries.length, reason);
      setStoring(false, error);
      return 'refused';
    }
  }

  /** Logs once per outage, not once per request: a full disk must not be filled with log lines. */
  function setStoring(now: boolean, error?: unknown): void {
    if (storing === now) return;
    storing = now;
    if (now) log.info({ event: 'storing' }, 'events are stored again');
    else log.error({ event: 'not-storing', err: error }, 'events can not be stored');
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

  /** Never with the path: it may hold a token. */
  function report(endpoint: Endpoint, { reason, message }: Rejection, request: RawRequest): void {
    log.warn({ event: 'rejected', reason, endpoint, method: request.method }, message);
    run('onRejected', () => tools.onRejected?.(reason, request));
  }

  return {
    receive: (endpoint, events) => tally.events[endpoint].receive(events),
    refuse: (endpoint, events, reason) => tally.events[endpoint].refuse(events, reason),
    async store(endpoint, entries, request, timeoutMs) {
      const outcome = await within(timeoutMs, append(endpoint, entries, request));
      // Only what is stored in time ends an outage: a slow disk is one outage, not one a request.
      if (outcome === 'stored') setStoring(true);
      if (outcome === 'pending') {
        setStoring(false, new Error(`the journal did not answer within ${timeoutMs} ms`));
      }
      return outcome;
    },
    reject(endpoint, rejections, request) {
      for (const rejection of rejections) {
        tally.events[endpoint].reject(rejection.reason);
        report(endpoint, rejection, request);
      }
    },
    rejectRequest(endpoint, rejection, request) {
      tally.rejectRequest(rejection.reason);
      report(endpoint, rejection, request);
    },
  };
}

/** Timers of the same length share one of the system's, so that one a request costs little. */
function within(ms: number, stored: Promise<Stored>): Promise<Stored> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms, 'pending');
    void stored.then((outcome) => {
      clearTimeout(timer);
      return resolve(outcome);
    });
  });
}
