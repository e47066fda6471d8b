import type { Unavailable } from './replica-news.ts';

/** Watches over the availability of replicas. */
interface ReplicaWatch {
  /** Learns the availability from the outcome of an attempt to send events. */
  follow<Result>(attempt: Promise<Result>): Promise<Result>;
  /** Learns that nothing may be sent, so that there will be no attempt. */
  failed(error: unknown): void;
  close(): void;
}

/** Dependencies of the watch. */
interface ReplicaWatchDeps {
  /** Asks the brokers; throws where they would not keep an event now. */
  readonly probe: () => Promise<void>;
  readonly reasonOf: (error: unknown) => Unavailable;
  /** Runs at each change. */
  readonly onChange: (reason: Unavailable | null) => void;
  /** Time of a clock that only goes forward, ms. */
  readonly now: () => number;
}

/** Time without an attempt after which the brokers are asked, in ms. */
const idleMs = 2_000;
const lookIntervalMs = 1_000;

/** Creates the watch. It learns from each attempt to send events, and asks the brokers while there are none. */
export function createReplicaWatch({
  probe,
  reasonOf,
  onChange,
  now,
}: ReplicaWatchDeps): ReplicaWatch {
  /** Reason that was reported last. Undefined: nothing is known yet. */
  let reported: Unavailable | null | undefined;
  let attempts = 0;
  let underWay = 0;
  let endedAt = -Infinity;
  let isProbing = false;

  function report(reason: Unavailable | null): void {
    if (reason === reported) return;
    reported = reason;
    onChange(reason);
  }

  async function ask(): Promise<void> {
    if (isProbing || underWay > 0 || now() - endedAt < idleMs) return;
    isProbing = true;
    const before = attempts;
    const reason = await probe().then(() => null, reasonOf);
    isProbing = false;
    // If an attempt has begun meanwhile, its outcome is newer.
    if (attempts === before) report(reason);
  }

  const timer = setInterval(() => void ask(), lookIntervalMs);
  return {
    async follow(attempt) {
      attempts += 1;
      underWay += 1;
      try {
        const result = await attempt;
        report(null);
        return result;
      } catch (error) {
        report(reasonOf(error));
        throw error;
      } finally {
        underWay -= 1;
        endedAt = now();
      }
    },
    failed(error) {
      attempts += 1;
      endedAt = now();
      report(reasonOf(error));
    },
    close: () => clearInterval(timer),
  };
}
