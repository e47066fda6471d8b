/**
 * Reason why replicas can't be had now.
 *
 * - `replicas-unreachable`: no broker answers
 * - `replicas-too-few`: fewer brokers than `min.insync.replicas` have the topic's events
 * - `replicas-refused`: the topic can't keep the promise, or Kafka does not let the collector use it
 * - `replicas-late`: an answer has waited in vain, and nothing has reached them since
 * - `replicas-ended`: the thread that hands on has ended, and is started again
 */
export type Unavailable =
  | 'replicas-unreachable'
  | 'replicas-too-few'
  | 'replicas-refused'
  | 'replicas-late'
  | 'replicas-ended';

/** News of replicas, as the thread that hands on tells them. */
export type ReplicaNews =
  /** Everything up to a sequence is there, but for what was refused. */
  | { readonly kind: 'reached'; readonly sequence: number }
  /** Events that will not get there: told before their sequences are reached. */
  | { readonly kind: 'refused'; readonly sequences: readonly number[]; readonly floor: number }
  /** Events that were refused, and were taken when they were tried again. */
  | { readonly kind: 'accepted'; readonly sequences: readonly number[] }
  /** Null: they can be had. */
  | { readonly kind: 'availability'; readonly reason: Unavailable | null };
