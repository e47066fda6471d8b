import { leafErrors } from './kafka-leaf-errors.ts';

/** Errors of brokers about a message or a batch that they would take at no other time either. */
const final: ReadonlySet<string> = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
]);

/**
 * Finds the reason why Kafka refuses something of a batch for good, such as `message-too-large`; null: it may take it
 * another time.
 */
export function refusalOf(error: unknown): string | null {
  const leaf = leafErrors(error).find(({ apiId }) => apiId !== undefined && final.has(apiId));
  return leaf?.apiId?.toLowerCase().replaceAll('_', '-') ?? null;
}
