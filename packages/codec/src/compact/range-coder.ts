/**
 * Range coding: a sequence of choices as one long number, each choice at the cost of its own likelihood
 * instead of a whole number of bits (Martin 1979).
 *
 * `low` and `range` are unsigned 32-bit numbers. Bytes past the end count as zero and are never
 * written, and the encoder ends with the shortest number that its last range holds: every sequence
 * has exactly one code.
 *
 * `top` is the end of the 32-bit numbers: beyond it `low` carries into the bytes before.
 */
export const top = 2 ** 32;

/** Smallest range: below it a byte is moved out, and the range grows by 256. */
export const bottom = 2 ** 24;

/** Most bits of one choice: even the smallest range has to hold a part for each of its values. */
export const maxBits = 16;

/** Finds the number in `low` <= number < `low + range` that ends with the most zero bytes. */
export function shortestWithin(low: number, range: number): number {
  let unit = top;
  for (;;) {
    const number = Math.ceil(low / unit) * unit;
    if (number < low + range) return number;
    unit /= 256;
  }
}
