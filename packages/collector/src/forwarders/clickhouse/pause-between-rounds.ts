import type { Forwarder } from '../run-forwarder.ts';

/** Time that events wait for others, in ms: each insert makes a part, and many small ones are a burden. */
const lingerMs = 2_000;
/** Pauses after failures, in ms. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/**
 * Gives a forwarder pauses, in which its rounds do nothing: one after it has handed on all events, and ones that become
 * longer from failure to failure.
 *
 * @param now time of a clock that only goes forward, ms: one that is set back must not hold events up
 */
export function pauseBetweenRounds(forwarder: Forwarder, now: () => number): Forwarder {
  let pauseEnds = -Infinity;
  /** Latest failure, and how many there were one after the other; null: the latest round succeeded. */
  let failed: { readonly error: unknown; readonly times: number } | null = null;

  return {
    async round() {
      if (now() < pauseEnds) {
        // Still the same failure: only a success ends it.
        if (failed !== null) throw failed.error;
        return false;
      }
      try {
        const more = await forwarder.round();
        failed = null;
        if (!more) pauseEnds = now() + lingerMs;
        return more;
      } catch (error) {
        const times = failed?.times ?? 0;
        pauseEnds = now() + Math.min(firstPauseMs * 2 ** times, longestPauseMs);
        failed = { error, times: times + 1 };
        throw error;
      }
    },
    stop: (graceMs) => forwarder.stop(graceMs),
  };
}
