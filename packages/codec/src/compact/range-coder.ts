/**
 * A range coder: writes a sequence of choices as one long number, each choice at the cost of its
 * own probability and not of a whole number of bits. Martin 1979, with the carry of LZMA.
 *
 * `low` and `range` are 32-bit numbers in doubles. Bytes past the end count as zero and are never
 * written, and the encoder ends with the shortest number that its last range holds, so that every
 * sequence has exactly one spelling.
 */
const top = 2 ** 32;
const bottom = 2 ** 24;

/** Most bits of a probability's denominator: what remains of `range` must tell the choices apart. */
export const maxPrecisionBits = 16;

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
    while (this.#range < bottom) {
      this.#bytes.push(this.#low >>> 24);
      this.#low = (this.#low << 8) >>> 0;
      this.#range *= 256;
    }
  }

  /** Writes a number of `width` bits, all values being as likely. */
  writeBits(value: number, width: number): void {
    let left = width;
    while (left > maxPrecisionBits) {
      left -= maxPrecisionBits;
      this.write(Math.floor(value / 2 ** left) % 2 ** maxPrecisionBits, 1, maxPrecisionBits);
    }
    this.write(value % 2 ** left, 1, left);
  }

  finish(): Uint8Array {
    this.#low = shortestWithin(this.#low, this.#range);
    this.#carry();
    const bytes = this.#bytes;
    for (let shift = 24; shift >= 0; shift -= 8) bytes.push((this.#low >>> shift) & 0xff);
    while (bytes.at(-1) === 0) bytes.pop();
    return Uint8Array.from(bytes);
  }

  #carry(): void {
    if (this.#low < top) return;
    this.#low -= top;
    let index = this.#bytes.length - 1;
    while (this.#bytes[index] === 0xff) this.#bytes[index--] = 0;
    this.#bytes[index] = (this.#bytes[index] ?? 0) + 1;
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
    for (let count = 0; count < 4; count++) this.#offset = this.#offset * 256 + this.#next();
  }

  /** Which of the `2 ** bits` parts of the range holds the number; `narrow` has to follow. */
  part(bits: number): number {
    this.#part = this.#range >>> bits;
    // A number beyond the last part can't come from an encoder; `isComplete` tells in the end.
    return Math.min(Math.floor(this.#offset / this.#part), 2 ** bits - 1);
  }

  /** The counterpart of `write`. */
  narrow(start: number, size: number): void {
    this.#offset -= start * this.#part;
    this.#low = (this.#low + start * this.#part) % top;
    this.#range = size * this.#part;
    while (this.#range < bottom) {
      this.#offset = (this.#offset * 256 + this.#next()) % top;
      this.#low = (this.#low << 8) >>> 0;
      this.#range *= 256;
    }
  }

  readBits(width: number): number {
    let value = 0;
    for (let left = width; left > 0; left -= maxPrecisionBits) {
      const bits = Math.min(left, maxPrecisionBits);
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
      (this.#low + this.#offset) % top === shortestWithin(this.#low, this.#range) % top
    );
  }

  #next(): number {
    return this.#bytes[this.#position++] ?? 0;
  }
}

/** The number from `low` on and below `low + range` that ends with the most zero bytes. */
function shortestWithin(low: number, range: number): number {
  let unit = top;
  let value = Math.ceil(low / unit) * unit;
  while (value >= low + range) {
    unit /= 256;
    value = Math.ceil(low / unit) * unit;
  }
  return value;
}
