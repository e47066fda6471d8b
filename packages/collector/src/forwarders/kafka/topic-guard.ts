import { UnfitTopicError } from './check-topic.ts';

/**
 * Time for which a topic that was fit is believed to be so, in ms: its settings can be changed at any time.
 */
const believedMs = 60_000;
/** Time for which one that was not is left alone, in ms. */
const refusedMs = 5_000;

/**
 * Lets nothing be sent to a topic that can't keep the promise.
 *
 * @param check throws UnfitTopicError, or Error where no broker answers
 * @param now of a clock that only goes forward, ms
 */
export function createTopicGuard(
  check: () => Promise<void>,
  now: () => number,
): { pass(): Promise<void> } {
  let checkedAt = -Infinity;
  let unfit: UnfitTopicError | null = null;
  return {
    async pass() {
      const age = now() - checkedAt;
      if (unfit === null && age < believedMs) return;
      if (unfit !== null && age < refusedMs) throw unfit;
      try {
        await check();
        unfit = null;
      } catch (error) {
        if (error instanceof UnfitTopicError) {
          unfit = error;
          checkedAt = now();
        }
        // A topic that was fit is not doubted while its brokers do not answer; they take nothing either.
        if (unfit !== null || checkedAt === -Infinity) throw error;
      }
      checkedAt = now();
    },
  };
}
