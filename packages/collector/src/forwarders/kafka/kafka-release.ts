/** Settings of a topic that decide how long a message stays. */
export interface TopicRetention {
  /** `retention.ms`; -1: for ever. */
  readonly retentionMs: number;
  /** `segment.ms`: time in which new messages are added to a segment. Kafka deletes whole segments only. */
  readonly segmentMs: number;
  /** `retention.bytes` plays no part: it only lets go earlier. */
  readonly cleanup: string;
}

/** Kafka looks for old segments every five minutes, and deletes their files a minute later. */
const deletionMs = 6 * 60_000;

/**
 * Time by which a topic has let go of messages that it has now, Unix ms; null: it never does by itself.
 *
 * @param nowMs Unix ms
 */
export function kafkaReleaseMs(
  { retentionMs, segmentMs, cleanup }: TopicRetention,
  nowMs: number,
): number | null {
  const isDeleted = cleanup.split(',').includes('delete');
  if (!isDeleted || !(retentionMs >= 0) || !(segmentMs >= 0)) return null;
  const releaseMs = nowMs + retentionMs + segmentMs + deletionMs;
  // No date is so late.
  return releaseMs > 8.64e15 ? null : releaseMs;
}
