import { bitCost } from './distribution.ts';
import { positionBits } from './texts.ts';

/**
 * Where a text may begin and be written the same, as far as copies within it go: from `low` to `high`.
 * Places cost more bits the further on they are.
 */
export interface Reach {
  readonly low: number;
  readonly high: number;
  /** The positions in the text where a copy of an earlier one would have been taken into account. */
  readonly seen: readonly number[];
}

// Of the text that is being written.
let start = 0;
let low = 0;
let high = 0;
let seen: number[] = [];

export function beginReach(textStart: number): void {
  start = textStart;
  low = 0;
  high = Infinity;
  seen = [];
}

export function finishReach(): Reach {
  return { low, high, seen };
}

/** A copy could begin there. */
export function noteLook(at: number): void {
  seen.push(at - start);
}

/**
 * What begins at `at` could be a copy of what is at `place`.
 *
 * @param surplus what that costs more than another way; less than 0: it was taken
 */
export function noteCopy(place: number, at: number, surplus: number): void {
  const bits = positionBits(at);
  if (place < start) high = -1;
  // Further on it costs more, and further back less.
  if (surplus < 0) high = Math.min(high, 2 ** bits - 1 - at + start);
  if (surplus < (bits - positionBits(at - start)) * bitCost) {
    low = Math.max(low, 2 ** (bits - 1) - at + start);
  }
}

/** A copy that is written names its place. */
export function bindToPlace(): void {
  low = Math.max(low, start);
  high = Math.min(high, start);
}
