import { bottom, maxBits, shortestWithin, top } from './range-coder.ts';

/** Decodes choices as `range-encoder.ts` encodes them. */
export class RangeDecoder {
  readonly #bytes: Uint8Array;
  #position = 0;
  #low = 0;
  #range = top - 1;
  /** The number that was encoded, less `low`. */
  #offset = 0;
  #part = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    for (let count = 0; count < 4; count++) this.#shift();
  }

  /** Index of the one of `2 ** bits` parts of the range that holds the number; to be followed by `take`. */
  look(bits: number): number {
    this.#part = this.#range >>> bits;
    // No encoder encodes a number beyond the last part: isComplete says so in the end.
    return Math.min((this.#offset / this.#part) >>> 0, (1 << bits) - 1);
  }

  /** Narrows the range to the choice that holds the part that was looked at. */
  take(start: number, size: number): void {
    const skipped = start * this.#part;
    this.#offset -= skipped;
    this.#low = (this.#low + skipped) >>> 0;
    this.#range = size * this.#part;
    while (this.#range < bottom) {
      this.#shift();
      this.#low = (this.#low << 8) >>> 0;
      this.#range *= 256;
    }
  }

  decodeBits(width: number): number {
    let value = 0;
    for (let left = width; left > 0; left -= maxBits) {
      const bits = Math.min(left, maxBits);
      const part = this.look(bits);
      this.take(part, 1);
      value = value * 2 ** bits + part;
    }
    return value;
  }

  /** Tells whether an encoder would have ended here, with these very bytes. */
  isComplete(): boolean {
    return (
      this.#offset < this.#range &&
      this.#position >= this.#bytes.length &&
      this.#bytes.at(-1) !== 0 &&
      (this.#low + this.#offset) >>> 0 === shortestWithin(this.#low, this.#range) >>> 0
    );
  }

  #shift(): void {
    this.#offset = ((this.#offset << 8) | (this.#bytes[this.#position++] ?? 0)) >>> 0;
  }
}
