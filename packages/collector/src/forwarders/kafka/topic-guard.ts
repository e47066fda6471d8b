/**
 * Time for which a topic that was fit is believed to be so, in ms: its settings can be changed at any time.
 */
const believedMs = 60_000;
/** Time after which one that was refused, or whose brokers did not answer, is looked at again, in ms. */
const againMs = 5_000;

/**
 * Lets nothing be sent to a topic that can't keep the promise.
 *
 * @param check throws where the topic is unfit, or can't be looked at
 * @param isUnanswered tells whether an error of `check` means that no broker has answered
 * @param now of a clock that only goes forward, ms
 */
export function createTopicGuard(
  check: () => Promise<unknown>,
  isUnanswered: (error: unknown) => boolean,
  now: () => number,
): { pass(): Promise<void> } {
  let lookAt = -Infinity;
  let isBelieved = false;
  let refusal: unknown = null;
  return {
    async pass() {
      if (now() < lookAt) {
        if (refusal === null) return;
        throw refusal;
      }
      try {
        await check();
      } catch (error) {
        if (!isUnanswered(error)) {
          // A broker that refuses to answer counts as a refusal too: the topic may have been changed.
          refusal = error;
          isBelieved = false;
          lookAt = now() + againMs;
        }
        // A topic that was fit is not doubted while its brokers do not answer; they take nothing either.
        if (!isBelieved) throw error;
        lookAt = now() + againMs;
        return;
      }
      refusal = null;
      isBelieved = true;
      lookAt = now() + believedMs;
    },
  };
}
