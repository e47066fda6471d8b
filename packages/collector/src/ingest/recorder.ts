import {
  createOutcomeCounter,
  type OutcomeCounter,
  type OutcomeCounterDeps,
} from './outcome-counter.ts';
import type { Replicas } from '../forwarders/index.ts';
import type { Receipt } from './submission.ts';
import { JournalError } from '../journal/index.ts';
import type { Endpoint } from '../metrics/counters.ts';
import type { RawRequest } from '../pipeline/request/raw-request.ts';

/** Replicas that answers wait for. */
type AwaitedReplicas = Pick<Replicas, 'reached' | 'whenLate'>;

/** Dependencies of a recorder. */
export interface RecorderDeps extends OutcomeCounterDeps {
  /** Answers wait for them; null: the journal's disk is enough. */
  readonly replicas: AwaitedReplicas | null;
}

/**
 * - `pending`: the wait is over, the outcome open; it may still be stored
 * - `refused`: not stored
 */
export type NotStored = 'pending' | 'refused';

/** Events that a request has brought. */
interface Recording {
  readonly endpoint: Endpoint;
  /** Sites of the events, one for each: as many are stored or rejected. */
  readonly sites: readonly (string | null)[];
  readonly request: RawRequest;
  /** Longest wait for the disk. */
  readonly timeoutMs: number;
}

/** Stores events that came by any route, and counts the outcome of each. */
export interface Recorder extends Omit<OutcomeCounter, 'store'> {
  /**
   * Stores events. Waits for the disk, and then for the replicas. Never rejects.
   *
   * @param submit hands the events to the journal
   */
  store(recording: Recording, submit: () => Promise<Receipt>): Promise<Receipt | NotStored>;
}

/** Creates a recorder, which hits and links share. */
export function createRecorder(deps: RecorderDeps): Recorder {
  const { log, counters, replicas } = deps;
  const outcomes = createOutcomeCounter(deps);
  let storing = true;

  /** Goes on when its answer has been given up: an event that is stored late happened all the same. */
  async function keep(
    { endpoint, sites, request }: Recording,
    submit: () => Promise<Receipt>,
  ): Promise<Receipt | 'refused'> {
    try {
      const receipt = await submit();
      outcomes.store(endpoint, receipt, request);
      return receipt;
    } catch (error) {
      if (error instanceof JournalError) setStoring(false, error);
      else
        log.error({ event: 'collect-failed', endpoint, err: error }, 'hits could not be handled');
      const reason = error instanceof JournalError ? error.code : 'internal';
      outcomes.refuse(endpoint, sites, reason, request);
      return 'refused';
    }
  }

  /** Waits for the replicas to have what is on disk, which is counted already. Never rejects. */
  async function replicate(
    endpoint: Endpoint,
    receipt: Receipt,
    awaited: AwaitedReplicas,
  ): Promise<Receipt | NotStored> {
    const { sequences } = receipt;
    if (sequences.length === 0 || (await awaited.reached(sequences))) return receipt;
    counters.events[endpoint].late(sequences.length);
    return awaited.whenLate === 'disk' ? { ...receipt, isLate: true } : 'pending';
  }

  /** Logs once per outage, not once per request: a full disk must not be filled with log lines. */
  function setStoring(now: boolean, error?: unknown): void {
    if (storing === now) return;
    storing = now;
    if (now) log.info({ event: 'storing' }, 'events are stored again');
    else log.error({ event: 'not-storing', err: error }, 'events can not be stored');
  }

  return {
    ...outcomes,
    store(recording, submit) {
      const { endpoint, timeoutMs } = recording;
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
        void keep(recording, submit).then((outcome) => {
          isStored = true;
          if (outcome === 'refused') return answer(outcome);
          // Only events that are stored in time end an outage: a slow disk is one outage, not one for each request.
          if (!isOver && outcome.sequences.length > 0) setStoring(true);
          if (replicas === null) return answer(outcome);
          return replicate(endpoint, outcome, replicas).then(answer);
        });
      });
    },
  };
}
