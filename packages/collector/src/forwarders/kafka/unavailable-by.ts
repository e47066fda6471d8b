import { isUnanswered } from './is-unanswered.ts';
import { leafErrors } from './kafka-leaf-errors.ts';
import type { Unavailable } from './replica-news.ts';

/** Finds the reason why replicas can't be had, by the error of an attempt. */
export function unavailableBy(error: unknown): Unavailable {
  const isTooFew = leafErrors(error).some(
    ({ name, apiId = '' }) =>
      name === 'TooFewReplicasError' || apiId.startsWith('NOT_ENOUGH_REPLICAS'),
  );
  if (isTooFew) return 'replicas-too-few';
  return isUnanswered(error) ? 'replicas-unreachable' : 'replicas-refused';
}
