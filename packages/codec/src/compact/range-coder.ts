/**
 * Range coding: a sequence of choices as one long number, each choice at the cost of its own likelihood
 * instead of a whole number of bits (Martin 1979).
 *
 * `low` and `range` are unsigned 32-bit numbers. Bytes past the end count as zero and are never
 * written, and the encoder ends with the shortest number that its last range holds: every sequence
 * has exactly one code.
 */
export const top = 2 ** 32;
export const bottom = 2 ** 24;

/** Most bits of a choice: what is left of the range has to tell all of them apart. */
export const maxBits = 16;

/** The number from `low` on and below `low + range` that ends with the most zero bytes. */
export function shortestWithin(low: number, range: number): number {
  let unit = top;
  for (;;) {
    const number = Math.ceil(low / unit) * unit;
    if (number < low + range) return number;
    unit /= 256;
  }
}
