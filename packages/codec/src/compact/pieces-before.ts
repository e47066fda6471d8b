import { minLength } from './copies.ts';

/** By a piece's hash, the number of the last writing in which it stood: so that none is cleared. */
const marks = /* @__PURE__ */ new Float64Array(2 ** 10);
let lastMark = 0;

/**
 * Tells where a search for copies is in vain, which is nearly everywhere: which pieces of `minLength`
 * characters stood before a place, or others of the same hash.
 */
export class PiecesBefore {
  readonly #mark = ++lastMark;
  #end = 0;
  #last = 0;

  /** Whether the piece at `at` may stand before it in `text`, which begins with all texts so far. */
  has(text: string, at: number): boolean {
    for (; this.#end < at; this.#end++) {
      this.#last = (this.#last << 8) ^ text.charCodeAt(this.#end);
      marks[hash(this.#last)] = this.#mark;
    }
    if (at + minLength > text.length) return false;
    let piece = 0;
    for (let next = at; next < at + minLength; next++) {
      piece = (piece << 8) ^ text.charCodeAt(next);
    }
    return marks[hash(piece)] === this.#mark;
  }
}

/** @param piece four characters, each in 16 bits that lie 8 bits above those of the next */
function hash(piece: number): number {
  return Math.imul(piece, 0x9e3779b1) >>> 22;
}
