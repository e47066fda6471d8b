import { bitCost } from './distribution.ts';
import type { Spelling } from './spelling.ts';
import { end } from './symbols.ts';

/**
 * A UTF-16 code unit outside ASCII, in 12 or 17 bits, about what UTF-8 takes; lone surrogates are
 * code units like any other.
 */
export const wide: Spelling = {
  isWhole: true,
  find(text, at, offer) {
    const codeUnit = text.charCodeAt(at);
    if (codeUnit >= end) offer(1, (1 + widthOf(codeUnit)) * bitCost);
  },
  write(to, character) {
    const codeUnit = character.charCodeAt(0);
    const width = widthOf(codeUnit);
    to.writeBits(width === longWidth ? 1 : 0, 1);
    to.writeBits(codeUnit, width);
  },
  read: (from) => String.fromCharCode(from.readBits(from.readBits(1) ? longWidth : shortWidth)),
};

const shortWidth = 11;
const longWidth = 16;

function widthOf(codeUnit: number): number {
  return codeUnit < 2 ** shortWidth ? shortWidth : longWidth;
}
