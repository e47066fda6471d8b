/** Sequences of events that the replicas do not take. */
interface RefusedSequences {
  /** @param floor sequence up to which the list is not complete: any event may have been refused */
  add(sequences: readonly number[], floor: number): void;
  remove(sequences: readonly number[]): void;
  /** True where one of them was refused, or may have been. */
  hasAny(sequences: readonly number[]): boolean;
  all(): { readonly sequences: readonly number[]; readonly floor: number };
}

/**
 * Creates a memory for refused sequences. It keeps the newest ones, up to a bound; of all older sequences it remembers
 * only that they may have been refused.
 */
export function createRefusedSequences(bound = 100_000): RefusedSequences {
  const refused = new Set<number>();
  let floor = 0;
  return {
    add(sequences, ownFloor) {
      floor = Math.max(floor, ownFloor);
      for (const sequence of sequences) refused.add(sequence);
      for (const oldest of refused) {
        if (refused.size <= bound) break;
        refused.delete(oldest);
        floor = Math.max(floor, oldest);
      }
    },
    remove(sequences) {
      for (const sequence of sequences) refused.delete(sequence);
    },
    hasAny: (sequences) => sequences.some((sequence) => sequence <= floor || refused.has(sequence)),
    all: () => ({ sequences: [...refused], floor }),
  };
}
