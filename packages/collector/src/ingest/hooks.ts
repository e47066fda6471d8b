import type { Event } from '@hitmark/codec/event';
import type { Logger } from 'pino';
import type { RawRequest } from '../pipeline/request/raw-request.ts';
import type { RejectionReason } from '../pipeline/request/rejection.ts';

/** Runs once for each new event, when it is on disk. May be async; failing changes no answer. */
export type OnEvent = (event: Event, request: RawRequest) => unknown;

/** Runs once for each hit or link that was rejected because of its contents. */
export type OnRejected = (reason: RejectionReason, request: RawRequest) => unknown;

/** Functions of the collector's owner that are called about events. */
export interface Hooks {
  readonly onEvent?: OnEvent | undefined;
  readonly onRejected?: OnRejected | undefined;
}

/** Calls a hook; a failure of it is logged. */
export function runHook(log: Logger, hook: keyof Hooks, call: () => unknown): void {
  const failed = (error: unknown): void => {
    log.error({ event: 'hook-failed', hook, err: error }, `${hook} has failed`);
  };
  try {
    Promise.resolve(call()).catch(failed);
  } catch (error) {
    failed(error);
  }
}
