import { minMatchLength } from './history.ts';

/**
 * Tells in a nanosecond whether a piece of a text stands in an earlier one, which nearly none does; now
 * and then of others that have a hash in common.
 */
export interface PieceMarks {
  readonly clear: () => void;
  readonly mark: (hashes: readonly number[]) => void;
  /** Tells whether none of the pieces is marked. */
  readonly areNew: (hashes: readonly number[]) => boolean;
}

export function createPieceMarks(): PieceMarks {
  /** Number of the last link that a piece stood in, by the piece's hash: so that none is cleared. */
  const marks = new Uint32Array(2 ** 12);
  let link = 0;
  return {
    clear() {
      // After 4 billion links some of the first ones seem to be marked, which only costs time.
      link = (link + 1) >>> 0;
    },
    mark(hashes) {
      for (let at = 0; at < hashes.length; at++) marks[hashes[at]!] = link;
    },
    areNew(hashes) {
      for (let at = 0; at < hashes.length; at++) {
        if (marks[hashes[at]!] === link) return false;
      }
      return true;
    },
  };
}

/** The hashes of all pieces of a text, in order. */
export function hashPieces(text: string): readonly number[] {
  const hashes: number[] = [];
  let piece = 0;
  for (let at = 0; at < text.length; at++) {
    piece = (piece << 8) ^ text.charCodeAt(at);
    if (at >= minMatchLength - 1) hashes.push(Math.imul(piece, 0x9e3779b1) >>> 20);
  }
  return hashes;
}
