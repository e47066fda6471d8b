import type { Cut } from '@hitmark/codec/hit';
import type { Logger } from 'pino';
import { createCutLog } from './cut-log.ts';
import { runHook, type Hooks } from './hooks.ts';
import type { Receipt } from './submission.ts';
import type { DailyCounter } from '../journal/index.ts';
import type { Counters, Endpoint, RefusalReason } from '../metrics/counters.ts';
import type { RawRequest } from '../pipeline/request/raw-request.ts';
import type { Rejection } from '../pipeline/request/rejection.ts';

/** Dependencies of an outcome counter. */
export interface OutcomeCounterDeps extends Hooks {
  readonly log: Logger;
  readonly counters: Counters;
  /** Counters that outlive a restart. */
  readonly daily: Pick<DailyCounter, 'add'>;
}

/**
 * Counts events by their outcome, logs rejections and runs hooks. Each event that is received must be stored, rejected
 * or refused.
 */
export interface OutcomeCounter {
  /** Counts events as received. */
  receive(endpoint: Endpoint, events: number): void;
  /** Counts the events of a receipt. */
  store(endpoint: Endpoint, receipt: Receipt, request: RawRequest): void;
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

export function createOutcomeCounter(deps: OutcomeCounterDeps): OutcomeCounter {
  const { log, counters, daily, onEvent, onRejected } = deps;
  const logCuts = createCutLog(log);

  /** Logs a rejection, without the path: it may hold a token. */
  function logRejection(
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
    // A bug of ours can't be mended by the sender of the hit.
    else log.error({ ...fields, stack }, message);
    runHook(log, 'onRejected', () => onRejected?.(reason, request));
  }

  function store(
    endpoint: Endpoint,
    { sequences, events, rejections, cuts }: Receipt,
    request: RawRequest,
  ): void {
    reject(endpoint, rejections, request);
    cut(endpoint, cuts);
    // A negative sequence is a hit that was stored before: acknowledged, but nothing new happened.
    let duplicate = 0;
    for (const sequence of sequences) if (sequence < 0) duplicate += 1;
    counters.events[endpoint].store(sequences.length - duplicate, duplicate);
    if (onEvent === undefined || events === null) return;
    for (const [index, event] of events.entries()) {
      if ((sequences[index] ?? 0) > 0) runHook(log, 'onEvent', () => onEvent(event, request));
    }
  }

  function cut(endpoint: Endpoint, cuts: readonly Cut[]): void {
    for (const { reason } of cuts) counters.events[endpoint].cut(reason);
    logCuts(endpoint, cuts);
  }

  function reject(endpoint: Endpoint, rejections: readonly Rejection[], request: RawRequest): void {
    for (const rejection of rejections) {
      counters.events[endpoint].reject(rejection.reason);
      daily.add({
        time: request.received,
        site: rejection.site ?? null,
        outcome: 'rejected',
        reason: rejection.reason,
        events: 1,
      });
      logRejection(endpoint, rejection, request);
    }
  }

  return {
    receive: (endpoint, events) => counters.events[endpoint].receive(events),
    store,
    reject,
    cut,
    refuse(endpoint, sites, reason, { received }) {
      counters.events[endpoint].refuse(sites.length, reason);
      for (const site of sites) {
        daily.add({ time: received, site, outcome: 'refused', reason, events: 1 });
      }
    },
    rejectRequest(endpoint, rejection, request) {
      counters.rejectRequest(rejection.reason);
      logRejection(endpoint, rejection, request);
    },
  };
}
