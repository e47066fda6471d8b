import { bitCost } from './distribution.ts';
import type { Spelling } from './spelling.ts';

const minLength = 4;
const lengthBits = 5;
const maxLength = minLength + 2 ** lengthBits - 1;

/** A host, an id or a campaign that stood before, in this text or an earlier one. */
export const copies: Spelling = {
  find(text, at, offer) {
    const [index, longest] = findLongest(text, at);
    const bits = positionBits(at);
    for (let length = minLength; length <= longest; length++) {
      offer(length, (bits + lengthBits) * bitCost, (to) => {
        to.writeBits(index, bits);
        to.writeBits(length - minLength, lengthBits);
      });
    }
  },
  read(from, before) {
    const index = from.readBits(positionBits(before.length));
    return before.slice(index, index + minLength + from.readBits(lengthBits));
  },
};

/** Enough to name any position before this one. */
function positionBits(position: number): number {
  return 32 - Math.clz32(position);
}

function findLongest(text: string, at: number): [index: number, length: number] {
  const beginning = text.slice(at, at + minLength);
  let [index, longest] = [0, 0];
  // Sixteen places are plenty in a link, and a long monotonous text does not take for ever.
  for (let tries = 0, found = -1; tries < 16; tries++) {
    found = text.indexOf(beginning, found + 1);
    const limit = Math.min(maxLength, at - found, text.length - at);
    if (limit < minLength) break;
    let length = minLength;
    while (length < limit && text[found + length] === text[at + length]) length++;
    if (length > longest) [index, longest] = [found, length];
  }
  return [index, longest];
}
