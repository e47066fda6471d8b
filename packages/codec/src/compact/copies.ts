import { bindToPlace, noteCopy } from '#recall';
import { bitCost } from './distribution.ts';
import { writeBits } from './range-coder.ts';
import type { Spelling } from './spelling.ts';
import {
  filePieces,
  firstLike,
  hashAt,
  nextLike,
  pieceLength as minLength,
  positionBits,
  sameLength,
  texts,
} from './texts.ts';

const lengthBits = 5;
const maxLength = minLength + 2 ** lengthBits - 1;

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
    for (let place = firstLike(hashAt(at)); place >= 0 && length <= longest; place = nextLike(place)) {
      const same = sameLength(place, at, Math.min(longest, at - place));
      for (; length <= same; length++) noteCopy(place, at, offer(length, cost, place));
    }
  },
  write(start, end, place) {
    bindToPlace();
    writeBits(place, positionBits(start));
    writeBits(end - start - minLength, lengthBits);
  },
  read(from, history, text) {
    const before = history + text;
    const index = from.readBits(positionBits(before.length));
    return before.slice(index, index + minLength + from.readBits(lengthBits));
  },
};
