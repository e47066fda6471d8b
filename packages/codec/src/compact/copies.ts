import { bindToPlace, noteCopy, noteLook } from '#recall';
import { bitCost } from './distribution.ts';
import { writeBits } from './range-encoder.ts';
import type { Spelling } from './spelling.ts';
import {
  filePieces,
  firstPieces,
  hashAt,
  nextPieces,
  pieceLength as minLength,
  positionBits,
  sameLength,
  textsEnd,
} from './texts.ts';

const lengthBits = 5;
const maxLength = minLength + 2 ** lengthBits - 1;

/** A host, an id or a campaign that stood before, in this text or an earlier one. */
export const copies: Spelling = {
  // Each length where it stood first, in full.
  find(at, offer) {
    noteLook(at);
    filePieces(at + 1 - minLength);
    const longest = Math.min(maxLength, textsEnd - at);
    const cost = (positionBits(at) + lengthBits) * bitCost;
    let length = minLength;
    let piece = firstPieces[hashAt(at)]!;
    for (; piece && length <= longest; piece = nextPieces[piece]!) {
      const place = piece - 1;
      const same = sameLength(place, at, Math.min(longest, at - place));
      for (; length <= same; length++) {
        const surplus = offer(length, cost, place);
        noteCopy(place, at, surplus);
      }
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
    const end = index + minLength + from.readBits(lengthBits);
    return end <= before.length ? before.slice(index, end) : '';
  },
};
