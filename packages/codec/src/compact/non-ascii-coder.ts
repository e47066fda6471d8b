import { endOfText } from './context-model.ts';
import { bitCost } from './frequency-table.ts';
import type { SegmentCoder } from './segment-coder.ts';

/** Bits of a code unit below 2,048, which UTF-8 writes in 2 bytes. */
const shortWidth = 11;
/** Bits of any other code unit. */
const longWidth = 16;

/**
 * Codes one UTF-16 code unit outside ASCII: a bit that tells its width, then its 11 or 16 bits. That is about as
 * much as UTF-8 takes. A surrogate, alone or in a pair, is coded like any other code unit.
 */
export const nonAsciiCoder: SegmentCoder = {
  isAtomic: true,
  find(at, { units }, offer) {
    const codeUnit = units[at]!;
    // ASCII characters are symbols themselves, 0 to 127; `endOfText` is the next.
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
