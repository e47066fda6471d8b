/** Numbers of erased events of a person, by where they were, and notices of what is left to do. */
export interface ForgottenCounts {
  /** Events of the journal. */
  readonly events: number;
  /** Deliveries that waited, and dead letters. */
  readonly deliveries: number;
  /** Lines of event files. */
  readonly lines: number;
  /** Events of the report. */
  readonly report: number;
  /** Events of ClickHouse's table; left out: there is none. */
  readonly clickhouse?: number;
  /** Notices of what could not be erased, such as what Kafka still holds, and until when. */
  readonly notices: readonly string[];
}
