/** Most characters of all texts: many times what a URL carries, and the most that a reader unfolds. */
export const maxHistoryLength = 2 ** 15;

/** Stands after each text, so that none goes on in the next. */
export const separator = '\n';

/** Fewest characters of a match. */
export const minMatchLength = 4;

/** A prime number. */
const buckets = 1021;

/**
 * The texts of the link that is being written, one after another, and an index of where their pieces
 * of four characters stand. It serves one link after the other: to make it anew would take long.
 */
export interface History {
  /** The characters of all texts, as UTF-16 code units; a zero follows. */
  readonly units: readonly number[];
  /** Number of characters. */
  length: number;
  readonly clear: () => void;
  /** @throws RangeError where there is too much text */
  readonly append: (text: string) => void;
  /** Less where the last text ends before. */
  readonly slice: (start: number, length: number) => string;
  /**
   * First place before `before` whose piece is likely the same as that at `at`; -1: none. What was
   * indexed once stays so: it may find places beyond a smaller `before`.
   */
  readonly firstPlace: (at: number, before: number) => number;
  /** The place after that one; -1: none. */
  readonly nextPlace: (place: number) => number;
  /** Counts the characters that are the same at two places, up to `longest`. */
  readonly commonLength: (place: number, at: number, longest: number) => number;
}

export function createHistory(): History {
  const units: number[] = [];
  // Chains of places: `first` and `last` by hash, `next` by place. Each number is a place plus 1; 0: none.
  const first = new Uint16Array(buckets);
  const last = new Uint16Array(buckets);
  const next: number[] = [0];
  let indexed = 0;

  const history: History = {
    units,
    length: 0,
    clear() {
      history.length = indexed = 0;
      first.fill(0);
    },
    append(text) {
      if (history.length + text.length > maxHistoryLength) {
        throw new RangeError(`link has more than ${maxHistoryLength} characters of text`);
      }
      for (let at = 0; at < text.length; at++) units[history.length++] = text.charCodeAt(at);
      units[history.length] = 0;
    },
    slice: (start, length) =>
      String.fromCharCode(...units.slice(start, Math.min(start + length, history.length))),
    firstPlace(at, before) {
      while (indexed < before) {
        const hash = hashAt(indexed++);
        if (first[hash]) next[last[hash]!] = indexed;
        else first[hash] = indexed;
        last[hash] = indexed;
        next[indexed] = 0;
      }
      return first[hashAt(at)]! - 1;
    },
    nextPlace: (place) => next[place + 1]! - 1,
    commonLength(place, at, longest) {
      let length = 0;
      while (length < longest && units[place + length] === units[at + length]) length++;
      return length;
    },
  };
  return history;

  function hashAt(place: number): number {
    let piece = 0;
    for (let at = 0; at < minMatchLength; at++) piece = (piece << 8) ^ units[place + at]!;
    return (piece >>> 0) % buckets;
  }
}

/** Enough to name any position before this one. */
export function positionBits(position: number): number {
  return 32 - Math.clz32(position);
}
