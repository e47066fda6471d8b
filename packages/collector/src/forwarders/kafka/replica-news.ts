/**
 * Reason why no replicas are available now.
 *
 * - `replicas-unreachable`: no broker answers
 * - `replicas-too-few`: fewer brokers than `min.insync.replicas` have the topic's events
 * - `replicas-refused`: the topic can't keep the promise, or Kafka does not let the collector use it
 * - `replicas-late`: an answer has waited in vain, and nothing has reached them since
 * - `replicas-ended`: the forwarder's thread has ended, and is started again
 */
export type Unavailable =
  | 'replicas-unreachable'
  | 'replicas-too-few'
  | 'replicas-refused'
  | 'replicas-late'
  | 'replicas-ended';

/** News of replicas, from the forwarder's thread. */
export type ReplicaNews =
  /** The replicas have every event up to a sequence, but for those that they refused. */
  | { readonly kind: 'reached'; readonly sequence: number }
  /**
   * Events that the replicas refuse. This comes before the news that their sequences are reached. Up to the sequence
   * `floor` the list is not complete: any event may have been refused.
   */
  | { readonly kind: 'refused'; readonly sequences: readonly number[]; readonly floor: number }
  /** Events that were refused, and were taken when they were tried again. */
  | { readonly kind: 'accepted'; readonly sequences: readonly number[] }
  /** Null: replicas are available. */
  | { readonly kind: 'availability'; readonly reason: Unavailable | null };
