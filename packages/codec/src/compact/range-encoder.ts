import { bottom, maxBits, shortestWithin, top } from './range-coder.ts';

/** Encodes choices; `range-decoder.ts` is its counterpart. */
export interface RangeEncoder {
  /** Two numbers for each choice: they become bytes in the end, so that some can be repeated. */
  readonly choices: number[];
  /** Count of the numbers in use. */
  count: number;
  /** Encodes the choice of `size` parts out of `2 ** bits`, from part `start` on. */
  readonly encode: (start: number, size: number, bits: number) => void;
  /** Encodes a number of `width` bits, all values being as likely. */
  readonly encodeBits: (value: number, width: number) => void;
  /**
   * The code of all choices, in bytes that are overwritten by the next.
   *
   * @param room number of bytes that are left free before it
   */
  readonly finish: (room: number) => Uint8Array;
}

export function createRangeEncoder(): RangeEncoder {
  const choices: number[] = [];
  let bytes = new Uint8Array(256);
  const encoder: RangeEncoder = {
    choices,
    count: 0,
    encode(start, size, bits) {
      choices[encoder.count++] = start * 32 + bits;
      choices[encoder.count++] = size;
    },
    encodeBits(value, width) {
      const rest = width - maxBits;
      if (rest > 0) {
        const first = Math.floor(value / 2 ** rest);
        encoder.encode(first, 1, maxBits);
        encoder.encodeBits(value - first * 2 ** rest, rest);
      } else encoder.encode(value, 1, width);
    },
    finish(room) {
      // A choice takes two bytes at most, and a little for what is lost by rounding.
      const longest = room + encoder.count + (encoder.count >> 8) + 8;
      if (longest > bytes.length) bytes = new Uint8Array(2 * longest);
      return bytes.subarray(0, writeCode(choices, encoder.count, bytes, room));
    },
  };
  return encoder;
}

/** @returns position after the code's last byte */
function writeCode(
  choices: readonly number[],
  count: number,
  bytes: Uint8Array,
  start: number,
): number {
  let length = start;
  let low = 0;
  let range = top - 1;
  for (let at = 0; at < count; at += 2) {
    const choice = choices[at]!;
    const part = range >>> (choice & 31);
    low = carry(low + (choice >> 5) * part, bytes, length);
    for (range = choices[at + 1]! * part; range < bottom; range *= 256) {
      bytes[length++] = low >>> 24;
      low = (low << 8) >>> 0;
    }
  }
  low = carry(shortestWithin(low, range), bytes, length);
  for (; low > 0; low = (low << 8) >>> 0) bytes[length++] = low >>> 24;
  while (length > start && bytes[length - 1] === 0) length--;
  return length;
}

/** @returns `low` without what does not fit, which is added to the bytes */
function carry(low: number, bytes: Uint8Array, length: number): number {
  if (low < top) return low;
  let at = length - 1;
  while (bytes[at] === 0xff) bytes[at--] = 0;
  bytes[at]!++;
  return low - top;
}
