/** The errors of brokers and connections that an error of the library is made of. */
export function leafErrors(error: unknown): readonly LeafError[] {
  if (!(error instanceof Error)) return [];
  const inner = error instanceof AggregateError ? (error.errors as unknown[]) : [error.cause];
  const leaves = inner.flatMap(leafErrors);
  return leaves.length > 0 ? leaves : [error];
}

/** An error with the members that the library gives its own. */
interface LeafError extends Error {
  /** Kind of the error, such as `PLT_KFK_PROTOCOL`: an error that a broker has answered with. */
  readonly code?: string;
  /** Name of a broker's error, such as `MESSAGE_TOO_LARGE`. */
  readonly apiId?: string;
  readonly canRetry?: boolean;
}
