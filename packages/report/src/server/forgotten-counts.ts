/** Counts of what was erased of somebody. */
export interface ForgottenCounts {
  /** Events of the journal. */
  readonly events: number;
  /** Deliveries that waited, and dead letters. */
  readonly deliveries: number;
  /** Lines of event files. */
  readonly lines: number;
  /** Events of the report. */
  readonly report: number;
}
