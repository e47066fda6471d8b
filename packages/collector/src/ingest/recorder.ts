import type { Event } from '@hitmark/codec/event';
import type { Cut } from '@hitmark/codec/hit';
import type { Logger } from 'pino';
import { createCutLog } from './cut-log.ts';
import type { Replicas } from '../forwarders/index.ts';
import type { Receipt } from './submission.ts';
import { JournalError, type DailyCounter } from '../journal/index.ts';
import type { Endpoint, RefusalReason, Counters } from '../metrics/counters.ts';
import type { RawRequest } from '../pipeline/request/raw-request.ts';
import type { Rejection, RejectionReason } from '../pipeline/request/rejection.ts';

/** Runs once for each new event, when it is on disk. May be async; failing changes no answer. */
export type OnEvent = (event: Event, request: RawRequest) => unknown;

/** Runs once for each thing that was not recorded because of what was sent. */
export type OnRejected = (reason: RejectionReason, request: RawRequest) => unknown;

/** Replicas that answers wait for. */
type AwaitedReplicas = Pick<Replicas, 'reached' | 'whenLate'>;

/** Dependencies of a recorder. */
export interface RecorderDeps {
  readonly log: Logger;
  readonly counters: Counters;
  /** Counters that outlive a restart. */
  readonly daily: Pick<DailyCounter, 'add'>;
  /** Answers wait for them; null: the journal's disk is enough. */
  readonly replicas: AwaitedReplicas | null;
  readonly onEvent?: OnEvent | undefined;
  readonly onRejected?: OnRejected | undefined;
}

/**
 * - `pending`: the wait is over, the outcome open; it may still be stored
 * - `refused`: not stored
 */
export type NotStored = 'pending' | 'refused';

/**
 * Records what came by any route: stores its events, tells what was rejected. It counts, too: each event
 * that is received must be stored, rejected or refused.
 */
export interface Recorder {
  /** Counts events as received. */
  receive(endpoint: Endpoint, events: number): void;
  /**
   * Stores events. Waits at most `timeoutMs` for the disk, then for the replicas. Never rejects.
   *
   * @param sites of the events that have been received: as many are stored or rejected
   */
  store(
    endpoint: Endpoint,
    sites: readonly (string | null)[],
    submit: () => Promise<Receipt>,
    request: RawRequest,
    timeoutMs: number,
  ): Promise<Receipt | NotStored>;
  /** Counts what was received and is no event. */
  reject(endpoint: Endpoint, rejections: readonly Rejection[], request: RawRequest): void;
  /** Counts values that were left out of stored events. `store` does it for those of its receipt. */
  cut(endpoint: Endpoint, cuts: readonly Cut[]): void;
  /** Counts received events as not stored, by their sites. */
  refuse(
    endpoint: Endpoint,
    sites: readonly (string | null)[],
    reason: RefusalReason,
    request: RawRequest,
  ): void;
  /** Counts a request from which nothing was received. */
  rejectRequest(endpoint: Endpoint, rejection: Rejection, request: RawRequest): void;
}

/** Makes the one way in which something is recorded, for hits and for links. */
export function createRecorder(deps: RecorderDeps): Recorder {
  const { log, counters, daily, replicas, onEvent } = deps;
  const logCuts = createCutLog(log);
  let storing = true;

  /** Goes on when its answer has been given up: an event that is stored late happened all the same. */
  async function keep(
    endpoint: Endpoint,
    sites: readonly (string | null)[],
    submit: () => Promise<Receipt>,
    request: RawRequest,
  ): Promise<Receipt | 'refused'> {
    try {
      const recorded = await submit();
      count(endpoint, recorded, request);
      return recorded;
    } catch (error) {
      if (error instanceof JournalError) setStoring(false, error);
      else
        log.error({ event: 'collect-failed', endpoint, err: error }, 'hits could not be handled');
      const reason = error instanceof JournalError ? error.code : 'internal';
      refuse(endpoint, sites, reason, request);
      return 'refused';
    }
  }

  /** Waits for the replicas to have what is on disk, which is counted already. Never rejects. */
  async function replicate(
    endpoint: Endpoint,
    recorded: Receipt,
    awaited: AwaitedReplicas,
  ): Promise<Receipt | NotStored> {
    const { sequences } = recorded;
    if (sequences.length === 0 || (await awaited.reached(sequences))) return recorded;
    counters.events[endpoint].late(sequences.length);
    return awaited.whenLate === 'disk' ? { ...recorded, isLate: true } : 'pending';
  }

  function count(
    endpoint: Endpoint,
    { sequences, events: kept, rejections, cuts }: Receipt,
    request: RawRequest,
  ): void {
    const counts = counters.events[endpoint];
    reject(endpoint, rejections, request);
    cut(endpoint, cuts);
    // A null sequence is a hit that was stored before: acknowledged, but nothing new happened.
    let duplicate = 0;
    for (const sequence of sequences) if (sequence === null) duplicate += 1;
    counts.store(sequences.length - duplicate, duplicate);
    if (onEvent === undefined || kept === null) return;
    for (const [index, event] of kept.entries()) {
      if (sequences[index] !== null) run('onEvent', () => onEvent(event, request));
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

  /** Reports a failure, without the path: it may hold a token. */
  function report(
    endpoint: Endpoint,
    { reason, message, stack, host }: Rejection,
    request: RawRequest,
  ): void {
    const { method } = request;
    const fields = {
      event: 'rejected',
      reason,
      endpoint,
      method,
      ...(host === undefined ? {} : { host }),
    };
    if (stack === undefined) log.warn(fields, message);
    // A bug of ours is not for whoever sent the hit to mend.
    else log.error({ ...fields, stack }, message);
    run('onRejected', () => deps.onRejected?.(reason, request));
  }

  function cut(endpoint: Endpoint, cuts: readonly Cut[]): void {
    for (const { reason } of cuts) counters.events[endpoint].cut(reason);
    logCuts(endpoint, cuts);
  }

  function reject(endpoint: Endpoint, rejections: readonly Rejection[], request: RawRequest): void {
    for (const rejection of rejections) {
      counters.events[endpoint].reject(rejection.reason);
      daily.add(request.received, rejection.site ?? null, 'rejected', 1, rejection.reason);
      report(endpoint, rejection, request);
    }
  }

  function refuse(
    endpoint: Endpoint,
    sites: readonly (string | null)[],
    reason: RefusalReason,
    { received }: RawRequest,
  ): void {
    counters.events[endpoint].refuse(sites.length, reason);
    for (const site of sites) daily.add(received, site, 'refused', 1, reason);
  }

  return {
    receive: (endpoint, events) => counters.events[endpoint].receive(events),
    refuse,
    store(endpoint, sites, submit, request, timeoutMs) {
      return new Promise((resolve) => {
        let isOver = false;
        let isStored = false;
        // Timers of the same length share one of the system's, so that one a request costs little.
        const timer = setTimeout(() => {
          isOver = true;
          const slow = `the journal did not answer within ${timeoutMs} ms`;
          if (!isStored) setStoring(false, new Error(slow));
          resolve('pending');
        }, timeoutMs);
        const answer = (outcome: Receipt | NotStored): void => {
          clearTimeout(timer);
          resolve(outcome);
        };
        void keep(endpoint, sites, submit, request).then((outcome) => {
          isStored = true;
          if (outcome === 'refused') return answer(outcome);
          // Only what is stored in time ends an outage: a slow disk is one outage, not one a request.
          if (!isOver && outcome.sequences.length > 0) setStoring(true);
          if (replicas === null) return answer(outcome);
          return replicate(endpoint, outcome, replicas).then(answer);
        });
      });
    },
    reject,
    cut,
    rejectRequest(endpoint, rejection, request) {
      counters.rejectRequest(rejection.reason);
      report(endpoint, rejection, request);
    },
  };
}
