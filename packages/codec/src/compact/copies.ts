import { bitCost } from './distribution.ts';
import type { Spelling } from './spelling.ts';

const minLength = 4;
const lengthBits = 5;
const maxLength = minLength + 2 ** lengthBits - 1;

/** A host, an id or a campaign that stood before, in this text or an earlier one. */
export const copies: Spelling = {
  isWhole: false,
  find(text, at, offer) {
    const cost = (positionBits(at) + lengthBits) * bitCost;
    for (let length = minLength; length <= Math.min(maxLength, text.length - at); length++) {
      const index = text.indexOf(text.slice(at, at + length));
      if (index + length > at) return;
      offer(length, cost, index);
    }
  },
  write(to, { length }, index, at) {
    to.writeBits(index, positionBits(at));
    to.writeBits(length - minLength, lengthBits);
  },
  read(from, history, text) {
    const before = history + text;
    const index = from.readBits(positionBits(before.length));
    return before.slice(index, index + minLength + from.readBits(lengthBits));
  },
};

/** Enough to name any position before this one. */
function positionBits(position: number): number {
  return 32 - Math.clz32(position);
}
