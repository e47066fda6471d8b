import { endOfText } from './context-model.ts';
import { bitCost } from './frequency-table.ts';
import type { SegmentCoder } from './segment-coder.ts';

const shortWidth = 11;
const longWidth = 16;

/**
 * Codes a UTF-16 code unit outside ASCII, in 12 or 17 bits, about what UTF-8 takes; lone surrogates are
 * code units like any other.
 */
export const nonAsciiCoder: SegmentCoder = {
  isAtomic: true,
  find(at, { units }, offer) {
    const codeUnit = units[at]!;
    if (codeUnit >= endOfText) offer(1, (1 + widthOf(codeUnit)) * bitCost, 0);
  },
  write(encoder, { units }, start) {
    const codeUnit = units[start]!;
    const width = widthOf(codeUnit);
    encoder.encodeBits(width === longWidth ? 1 : 0, 1);
    encoder.encodeBits(codeUnit, width);
  },
  read: (decoder) =>
    String.fromCharCode(decoder.decodeBits(decoder.decodeBits(1) ? longWidth : shortWidth)),
};

function widthOf(codeUnit: number): number {
  return codeUnit < 2 ** shortWidth ? shortWidth : longWidth;
}
