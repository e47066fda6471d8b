/** Form in which events are printed, a line each. */
export interface EventFormat {
  /** Before the first event; empty: nothing. */
  readonly head: string;
  /** Writes an event's JSON text as a line, with what ends it. */
  readonly line: (event: string) => string;
}
