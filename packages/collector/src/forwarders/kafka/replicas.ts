import type { Sequence } from '../../journal/index.ts';

/** Waits for events to be where they are handed on to. */
export interface Replicas {
  /** Answer where they have not been reached in time. */
  readonly whenLate: 'refuse' | 'disk';
  /**
   * Resolves when the events of a receipt have reached the replicas; false: not within the time.
   *
   * @param sequences of the receipt. A null is a hit that was stored before: nobody knows its sequence, so
   * everything that was stored until now is waited for
   */
  reached(sequences: readonly Sequence[]): Promise<boolean>;
  /** Everything up to a sequence has reached them. */
  note(sequence: number): void;
  /** Answers whoever waits that it is not known. */
  close(): void;
}

/** Options of waiting, and what it works with. */
interface ReplicasDeps {
  readonly waitMs: number;
  readonly whenLate: Replicas['whenLate'];
  /** Sequence of the last event that was stored before. */
  readonly last: number;
  /** Lets the forwarder look at the journal at once. */
  readonly look: () => void;
}

interface Waiting {
  readonly sequence: number;
  /** End of the wait, by `performance.now()`. */
  readonly until: number;
  readonly resolve: (hasReached: boolean) => void;
}

/**
 * Makes what answers wait at. Those who wait stand in a line: what came later has a later sequence and a
 * later end, so that only its head has to be looked at.
 */
export function createReplicas({ waitMs, whenLate, last, look }: ReplicasDeps): Replicas {
  let line: Waiting[] = [];
  let head = 0;
  let highest = last;
  let cursor = 0;
  let isLooking = false;
  let timer: NodeJS.Timeout | null = null;

  function proceed(): void {
    const now = performance.now();
    for (let first = line[head]; first !== undefined; first = line[head]) {
      const hasReached = first.sequence <= cursor;
      if (!hasReached && first.until > now) break;
      head += 1;
      first.resolve(hasReached);
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

  return {
    whenLate,
    reached(sequences) {
      let sequence = 0;
      for (const each of sequences) {
        if (each !== null && each > highest) highest = each;
        sequence = each === null ? highest : Math.max(sequence, each);
      }
      if (sequence <= cursor) return Promise.resolve(true);
      lookOnce();
      return new Promise((resolve) => {
        line.push({ sequence, until: performance.now() + waitMs, resolve });
        watchTime();
      });
    },
    note(sequence) {
      cursor = Math.max(cursor, sequence);
      isLooking = false;
      proceed();
      if (line.length > head) lookOnce();
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      for (const { resolve } of line.slice(head)) resolve(false);
      line = [];
      head = 0;
    },
  };
}
