import { bitCost } from './distribution.ts';
import { writeBits } from './range-encoder.ts';
import type { Spelling } from './spelling.ts';
import { end } from './symbols.ts';
import { units } from './texts.ts';

/**
 * A UTF-16 code unit outside ASCII, in 12 or 17 bits, about what UTF-8 takes; lone surrogates are
 * code units like any other.
 */
export const wide: Spelling = {
  isWhole: true,
  find(at, offer) {
    const codeUnit = units[at]!;
    if (codeUnit >= end) offer(1, (1 + widthOf(codeUnit)) * bitCost, 0);
  },
  write(start) {
    const codeUnit = units[start]!;
    const width = widthOf(codeUnit);
    writeBits(width === longWidth ? 1 : 0, 1);
    writeBits(codeUnit, width);
  },
  read: (from) => String.fromCharCode(from.readBits(from.readBits(1) ? longWidth : shortWidth)),
};

const shortWidth = 11;
const longWidth = 16;

function widthOf(codeUnit: number): number {
  return codeUnit < 2 ** shortWidth ? shortWidth : longWidth;
}
