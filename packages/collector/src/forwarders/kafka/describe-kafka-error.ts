import { leafErrors } from './kafka-leaf-errors.ts';

/** Says in one line what has failed: the library's errors hold those of each broker and attempt. */
export function describeKafkaError(error: unknown): string {
  const reasons = leafErrors(error).map(({ message }) => message);
  return [...new Set(reasons)].join('; ') || String(error);
}
