import type { Unavailable } from './replica-news.ts';

/** Follows whether replicas can be had. */
interface ReplicaWatch {
  /** Follows an attempt to hand on: its outcome tells. */
  follow<Result>(attempt: Promise<Result>): Promise<Result>;
  /** Nothing may be handed on, so that there is no attempt. */
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

/** Makes the watch: attempts tell, and where nothing is handed on the brokers are asked. */
export function createReplicaWatch({
  probe,
  reasonOf,
  onChange,
  now,
}: ReplicaWatchDeps): ReplicaWatch {
  /** Undefined: nothing is known yet. */
  let told: Unavailable | null | undefined;
  let attempts = 0;
  let underWay = 0;
  let endedAt = -Infinity;
  let isProbing = false;

  function tell(reason: Unavailable | null): void {
    if (reason === told) return;
    told = reason;
    onChange(reason);
  }

  async function ask(): Promise<void> {
    if (isProbing || underWay > 0 || now() - endedAt < idleMs) return;
    isProbing = true;
    const before = attempts;
    const reason = await probe().then(() => null, reasonOf);
    isProbing = false;
    // An attempt meanwhile knows it better.
    if (attempts === before) tell(reason);
  }

  const timer = setInterval(() => void ask(), lookIntervalMs);
  return {
    async follow(attempt) {
      attempts += 1;
      underWay += 1;
      try {
        const result = await attempt;
        tell(null);
        return result;
      } catch (error) {
        tell(reasonOf(error));
        throw error;
      } finally {
        underWay -= 1;
        endedAt = now();
      }
    },
    failed(error) {
      attempts += 1;
      endedAt = now();
      tell(reasonOf(error));
    },
    close: () => clearInterval(timer),
  };
}
