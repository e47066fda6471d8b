import type { Sequence } from '../../journal/index.ts';
import type { ReplicaNews, Unavailable } from './replica-news.ts';
import { createRefusedSequences } from './refused-sequences.ts';

/** The replicas of events, several brokers of Kafka, as answers see them that wait until all have an event. */
export interface Replicas {
  /**
   * Answer to events that have not reached them in time: a refusal, or one that says that only the disk has them.
   */
  readonly whenLate: 'refuse' | 'disk';
  /**
   * Resolves when the events of a receipt have reached the replicas; false: not within the time, or they do not take
   * one of them.
   */
  reached(sequences: readonly Sequence[]): Promise<boolean>;
  /** Reason why none are available now; null: they are. */
  unavailable(): Unavailable | null;
  /** Takes news of them. */
  take(news: ReplicaNews): void;
  /** News from which another process learns the present state. */
  state(): readonly ReplicaNews[];
  /** Adds a listener, which is called with all news. */
  onNews(listener: (news: ReplicaNews) => void): void;
  /** Lets the forwarder look at the journal at once. */
  look(): void;
  /** Ends all waits with the answer that it is not known. */
  close(): void;
}

/** Options of waiting, and what it works with. */
interface ReplicasDeps {
  readonly waitMs: number;
  readonly whenLate: Replicas['whenLate'];
  /** Lets the forwarder look at the journal at once. */
  readonly look: () => void;
}

interface Waiting {
  readonly sequences: readonly number[];
  /** Sequence that this answer waits for: the greatest of its own and of all answers before it in the line. */
  readonly last: number;
  /** End of the wait, by `performance.now()`. */
  readonly until: number;
  readonly resolve: (hasReached: boolean) => void;
}

/**
 * Creates replicas. Waiting answers stand in a line, in the order of their sequences and of the ends of their waits, so
 * that only the first one has to be looked at.
 */
export function createReplicas({ waitMs, whenLate, look }: ReplicasDeps): Replicas {
  let line: Waiting[] = [];
  let head = 0;
  let cursor = 0;
  let isLooking = false;
  let timer: NodeJS.Timeout | null = null;
  let reason: Unavailable | null = 'replicas-unreachable';
  /** True: an answer has waited in vain since the cursor moved last. */
  let isLate = false;
  const refused = createRefusedSequences();
  const listeners = new Set<(news: ReplicaNews) => void>();

  function proceed(): void {
    const now = performance.now();
    for (let first = line[head]; first !== undefined; first = line[head]) {
      const hasReached = first.last <= cursor;
      if (!hasReached && first.until > now) break;
      head += 1;
      isLate ||= !hasReached;
      first.resolve(hasReached && !refused.hasAny(first.sequences));
    }
    // Rarely, since it copies the rest.
    if (head > 1_024 && head * 2 > line.length) {
      line = line.slice(head);
      head = 0;
    }
  }

  function watchTime(): void {
    const first = line[head];
    if (timer !== null || first === undefined) return;
    timer = setTimeout(
      () => {
        timer = null;
        proceed();
        watchTime();
      },
      Math.max(1, first.until - performance.now()),
    );
  }

  /** One request at a time: the next when it was answered. */
  function lookOnce(): void {
    if (isLooking) return;
    isLooking = true;
    look();
  }

  function reach(sequence: number): void {
    isLate &&= sequence <= cursor;
    cursor = Math.max(cursor, sequence);
    isLooking = false;
    proceed();
    if (line.length > head) lookOnce();
  }

  return {
    whenLate,
    look,
    reached(found) {
      // A hit that was stored before waits for its first one.
      const sequences = found.map(Math.abs);
      const last = Math.max(...sequences);
      if (last <= cursor) return Promise.resolve(!refused.hasAny(sequences));
      lookOnce();
      return new Promise((resolve) => {
        const before = line.length > head ? (line.at(-1)?.last ?? 0) : 0;
        const until = performance.now() + waitMs;
        line.push({ sequences, last: Math.max(last, before), until, resolve });
        watchTime();
      });
    },
    unavailable: () => reason ?? (isLate ? 'replicas-late' : null),
    take(news) {
      if (news.kind === 'reached') reach(news.sequence);
      else if (news.kind === 'refused') refused.add(news.sequences, news.floor);
      else if (news.kind === 'accepted') refused.remove(news.sequences);
      else ({ reason } = news);
      for (const listener of listeners) listener(news);
    },
    state: () => [
      { kind: 'refused', ...refused.all() },
      { kind: 'reached', sequence: cursor },
      { kind: 'availability', reason },
    ],
    onNews: (listener) => void listeners.add(listener),
    close() {
      if (timer !== null) clearTimeout(timer);
      for (const { resolve } of line.slice(head)) resolve(false);
      line = [];
      head = 0;
    },
  };
}
