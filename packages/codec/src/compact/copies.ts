import { bitCost } from './distribution.ts';
import type { Spelling } from './spelling.ts';

export const minLength = 4;
const lengthBits = 5;
const maxLength = minLength + 2 ** lengthBits - 1;

/** A host, an id or a campaign that stood before, in this text or an earlier one. */
export const copies: Spelling = {
  isWhole: false,
  find: (_text, _at, offer) => offer(0, 0),
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

/** Offers what stands at `at` and, in full, before it: each length where it stood first. */
export function findCopies(
  text: string,
  at: number,
  offer: (length: number, cost: number, index: number) => void,
): void {
  const cost = (positionBits(at) + lengthBits) * bitCost;
  const longest = Math.min(maxLength, text.length - at);
  let index = 0;
  for (let length = minLength; length <= longest; length++) {
    index = text.indexOf(text.slice(at, at + length), index);
    if (index + length > at) return;
    offer(length, cost, index);
  }
}
