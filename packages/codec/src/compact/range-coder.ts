/**
 * A range coder: a sequence of choices as one long number, each choice at the cost of its own
 * likelihood instead of a whole number of bits (Martin 1979).
 *
 * `low` and `range` are unsigned 32-bit numbers. Bytes past the end count as zero and are never
 * written, and the encoder ends with the shortest number that its last range holds: every sequence
 * has exactly one spelling.
 */
const top = 2 ** 32;
const bottom = 2 ** 24;

/** Most bits of a choice: what is left of the range has to tell all of them apart. */
const maxBits = 16;

/** What is being written: two numbers for each choice. Kept for the next, like the texts. */
const choices: number[] = [];
let count = 0;
/** Of the texts of a link, with all that is said of them, no more than half becomes bytes. */
const room = /* @__PURE__ */ new Uint8Array(2 ** 18);

/** Bytes that are left free before what is finished, for what is to stand before it. */
export const bytesBefore = 18;
const bytes = /* @__PURE__ */ room.subarray(bytesBefore);

/** Chooses `size` parts out of `2 ** bits`, from part `start` on. */
export function writeChoice(start: number, size: number, bits: number): void {
  choices[count++] = start * 32 + bits;
  choices[count++] = size;
}

/** Writes a number of `width` bits, all values being as likely. */
export function writeBits(value: number, width: number): void {
  if (width <= maxBits) return writeChoice(value, 1, width);
  const rest = width - maxBits;
  const first = Math.floor(value / 2 ** rest);
  writeChoice(first, 1, maxBits);
  writeBits(value - first * 2 ** rest, rest);
}

/** Forgets what was written and not finished. */
export function clearChoices(): void {
  count = 0;
}

/** How much was written so far. */
export function countChoices(): number {
  return count;
}

/** What was written since then, to be repeated. */
export function choicesSince(start: number): readonly number[] {
  return choices.slice(start, count);
}

export function repeatChoices(some: readonly number[]): void {
  for (let index = 0; index < some.length; index++) choices[count++] = some[index]!;
}

/** What was written, in bytes that are overwritten by the next. */
export function finishChoices(): Uint8Array {
  let length = 0;
  let low = 0;
  let range = top - 1;
  for (let index = 0; index < count; index += 2) {
    const choice = choices[index]!;
    const part = range >>> (choice & 31);
    low = carry(low + (choice >> 5) * part, length);
    for (range = choices[index + 1]! * part; range < bottom; range *= 256) {
      bytes[length++] = low >>> 24;
      low = (low << 8) >>> 0;
    }
  }
  low = carry(shortestWithin(low, range), length);
  for (; low > 0; low = (low << 8) >>> 0) bytes[length++] = low >>> 24;
  while (bytes[length - 1] === 0) length--;
  return bytes.subarray(0, length);
}

/** @returns `low` without what does not fit, which is added to the bytes */
function carry(low: number, length: number): number {
  if (low < top) return low;
  let index = length - 1;
  while (bytes[index] === 0xff) bytes[index--] = 0;
  bytes[index]!++;
  return low - top;
}

export class RangeDecoder {
  readonly #bytes: Uint8Array;
  #position = 0;
  #low = 0;
  #range = top - 1;
  /** The number that was written, less `low`. */
  #offset = 0;
  #part = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    for (let count = 0; count < 4; count++) this.#offset = this.#next();
  }

  /** Which of `2 ** bits` parts of the range holds the number; to be followed by `narrow`. */
  part(bits: number): number {
    this.#part = this.#range >>> bits;
    // No encoder writes a number beyond the last part: isComplete says so in the end.
    return Math.min((this.#offset / this.#part) >>> 0, (1 << bits) - 1);
  }

  /** The counterpart of `write`. */
  narrow(start: number, size: number): void {
    const skipped = start * this.#part;
    this.#offset -= skipped;
    this.#low = (this.#low + skipped) >>> 0;
    this.#range = size * this.#part;
    while (this.#range < bottom) {
      this.#offset = this.#next();
      this.#low = (this.#low << 8) >>> 0;
      this.#range *= 256;
    }
  }

  readBits(width: number): number {
    let value = 0;
    for (let left = width; left > 0; left -= maxBits) {
      const bits = Math.min(left, maxBits);
      const part = this.part(bits);
      this.narrow(part, 1);
      value = value * 2 ** bits + part;
    }
    return value;
  }

  /** Whether an encoder would have ended here, with these very bytes. */
  isComplete(): boolean {
    return (
      this.#offset < this.#range &&
      this.#position >= this.#bytes.length &&
      this.#bytes.at(-1) !== 0 &&
      (this.#low + this.#offset) >>> 0 === shortestWithin(this.#low, this.#range) >>> 0
    );
  }

  #next(): number {
    return ((this.#offset << 8) | (this.#bytes[this.#position++] ?? 0)) >>> 0;
  }
}

/** The number from `low` on and below `low + range` that ends with the most zero bytes. */
function shortestWithin(low: number, range: number): number {
  let unit = top;
  for (;;) {
    const number = Math.ceil(low / unit) * unit;
    if (number < low + range) return number;
    unit /= 256;
  }
}
