/** Says in one line what has failed: the library's errors hold those of each broker and attempt. */
export function describeKafkaError(error: unknown): string {
  return [...new Set(reasonsOf(error))].join('; ') || String(error);
}

function reasonsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const inner = error instanceof AggregateError ? (error.errors as unknown[]) : [error.cause];
  const reasons = inner.flatMap(reasonsOf);
  return reasons.length > 0 ? reasons : [error.message];
}
