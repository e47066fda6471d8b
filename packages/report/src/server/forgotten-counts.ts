/** Numbers of a person's erased events, by place, and notices of data that is still to be erased. */
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
  /** Notices of data that could not be erased, such as events that Kafka still holds, and until when. */
  readonly notices: readonly string[];
}
