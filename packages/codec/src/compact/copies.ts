import { bitCost } from './distribution.ts';
import { writeBits } from './range-coder.ts';
import type { Spelling } from './spelling.ts';
import {
  filePieces,
  firstLike,
  nextLike,
  pieceLength as minLength,
  sameLength,
  texts,
} from './texts.ts';

const lengthBits = 5;
const maxLength = minLength + 2 ** lengthBits - 1;

/**
 * Where else the text that begins at `start` could begin and be written alike: from `low` to `high`.
 * Places cost more bits the further on they are, and those of other texts differ anyway.
 */
export const reach = { start: 0, low: 0, high: 0 };

/** A host, an id or a campaign that stood before, in this text or an earlier one. */
export const copies: Spelling = {
  isWhole: false,
  starts: () => true,
  // Each length where it stood first, in full.
  find(at, offer) {
    filePieces(at + 1 - minLength);
    let length = minLength;
    const longest = Math.min(maxLength, texts.length - at);
    if (length > longest) return;
    const cost = (positionBits(at) + lengthBits) * bitCost;
    for (let place = firstLike(at); place >= 0 && length <= longest; place = nextLike(place)) {
      const same = sameLength(place, at, Math.min(longest, at - place));
      for (; length <= same; length++) limitReach(place, at, offer(length, cost, place));
    }
  },
  write(start, end, place) {
    reach.low = Math.max(reach.low, reach.start);
    reach.high = Math.min(reach.high, reach.start);
    writeBits(place, positionBits(start));
    writeBits(end - start - minLength, lengthBits);
  },
  read(from, history, text) {
    const before = history + text;
    const index = from.readBits(positionBits(before.length));
    return before.slice(index, index + minLength + from.readBits(lengthBits));
  },
};

/** @param surplus what it costs more than another way; less than 0: it was taken */
function limitReach(place: number, at: number, surplus: number): void {
  const { start } = reach;
  const bits = positionBits(at);
  if (place < start) reach.high = -1;
  // Further on it costs more, and further back less.
  if (surplus < 0) reach.high = Math.min(reach.high, 2 ** bits - 1 - at + start);
  if (surplus < (bits - positionBits(at - start)) * bitCost) {
    reach.low = Math.max(reach.low, 2 ** (bits - 1) - at + start);
  }
}

/** Enough to name any position before this one. */
function positionBits(position: number): number {
  return 32 - Math.clz32(position);
}
