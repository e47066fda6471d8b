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
    for (let place = firstLike(at); place >= 0 && length <= longest; place = nextLike(place)) {
      const same = sameLength(place, at, Math.min(longest, at - place));
      if (same >= length) limitReach(place, at);
      for (; length <= same; length++) offer(length, (positionBits(at) + lengthBits) * bitCost, place);
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

function limitReach(place: number, at: number): void {
  const { start, low, high } = reach;
  const beyond = 2 ** positionBits(at) - at + start;
  reach.low = Math.max(low, start - at + 2 ** (positionBits(at) - 1));
  reach.high = place < start ? -1 : Math.min(high, beyond - 1);
}

/** Enough to name any position before this one. */
function positionBits(position: number): number {
  return 32 - Math.clz32(position);
}
