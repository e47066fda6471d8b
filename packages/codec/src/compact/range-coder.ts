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

export class RangeEncoder {
  readonly #bytes: number[] = [];
  #low = 0;
  #range = top - 1;

  /** Narrows the range to `size` parts out of `2 ** bits`, from part `start` on. */
  write(start: number, size: number, bits: number): void {
    const part = this.#range >>> bits;
    this.#low += start * part;
    this.#range = size * part;
    this.#carry();
    while (this.#range < bottom) this.#shift();
  }

  /** Writes a number of `width` bits, all values being as likely. */
  writeBits(value: number, width: number): void {
    if (width <= maxBits) return this.write(value, 1, width);
    const rest = width - maxBits;
    const first = Math.floor(value / 2 ** rest);
    this.write(first, 1, maxBits);
    this.writeBits(value - first * 2 ** rest, rest);
  }

  finish(): Uint8Array {
    this.#low = shortestWithin(this.#low, this.#range);
    this.#carry();
    for (let count = 0; count < 4; count++) this.#shift();
    while (this.#bytes.at(-1) === 0) this.#bytes.pop();
    return new Uint8Array(this.#bytes);
  }

  #shift(): void {
    this.#bytes.push(this.#low >>> 24);
    this.#low = (this.#low << 8) >>> 0;
    this.#range *= 256;
  }

  #carry(): void {
    if (this.#low < top) return;
    this.#low -= top;
    let index = this.#bytes.length - 1;
    while (this.#bytes[index] === 0xff) this.#bytes[index--] = 0;
    this.#bytes[index]!++;
  }
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
