/** Figures of a journal, for metrics and health checks. */
export interface JournalFigures {
  /** Events that wait for the disk. */
  readonly queuedEvents: number;
  /** Size of the queued events, in characters of their JSON. */
  readonly queuedBytes: number;
  /** Free bytes of the journal's disk; Infinity until they have been measured. */
  readonly freeBytes: number;
  /** Events that retention has deleted. */
  readonly deleted: number;
  /** Webhook deliveries that retention has deleted with their events. */
  readonly undelivered: number;
}
