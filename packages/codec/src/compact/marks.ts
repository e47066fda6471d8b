import { pieceLength } from './texts.ts';

// Whether a piece of a text stands in an earlier one, which nearly none does, is told in a nanosecond.

/** By a piece's hash, the number of the last link it stood in: so that none is cleared. */
const marks = /* @__PURE__ */ new Float64Array(2 ** 12);
let link = 0;

export function forgetMarks(): void {
  link++;
}

/** The hashes of all pieces of a text, in order. */
export function hashPieces(text: string): number[] {
  const hashes: number[] = [];
  let piece = 0;
  for (let at = 0; at < text.length; at++) {
    piece = (piece << 8) ^ text.charCodeAt(at);
    if (at >= pieceLength - 1) hashes.push(Math.imul(piece, 0x9e3779b1) >>> 20);
  }
  return hashes;
}

export function markPieces(hashes: readonly number[]): void {
  for (let index = 0; index < hashes.length; index++) marks[hashes[index]!] = link;
}

/** Whether none of the pieces was marked; now and then said of others that have a hash in common. */
export function areNew(hashes: readonly number[]): boolean {
  for (let index = 0; index < hashes.length; index++) {
    if (marks[hashes[index]!] === link) return false;
  }
  return true;
}
