/** Form in which events are printed, a line each. */
export interface EventFormat {
  /** Before the first event; empty: nothing. */
  readonly head: string;
  /** Of an event's JSON text, with what ends the line. */
  readonly line: (event: string) => string;
}
