import { AuthenticationError, ProtocolError } from '@platformatic/kafka';
import { leafErrors } from './kafka-leaf-errors.ts';

/**
 * Tells whether an error of the library means that no broker has given an answer that counts: none could be reached, none
 * answered in time, or those that did are about to elect a leader. A broker that refuses has answered.
 */
export function isUnanswered(error: unknown): boolean {
  return !leafErrors(error).some(
    ({ name, code, canRetry }) =>
      name === 'UnfitTopicError' ||
      code === AuthenticationError.code ||
      (code === ProtocolError.code && canRetry !== true),
  );
}
