import { bitCost } from './distribution.ts';
import { end } from './symbols.ts';
import type { Spelling } from './spelling.ts';

/**
 * A UTF-16 code unit outside ASCII, in 12 or 17 bits, about what UTF-8 takes; lone surrogates are
 * code units like any other.
 */
export const wide: Spelling = {
  find(text, at, offer) {
    const codeUnit = text.charCodeAt(at);
    if (codeUnit < end) return;
    const long = codeUnit < 2 ** 11 ? 0 : 1;
    offer(1, (long ? 17 : 12) * bitCost, (to) => {
      to.writeBits(long, 1);
      to.writeBits(codeUnit, long ? 16 : 11);
    });
  },
  read: (from) => String.fromCharCode(from.readBits(from.readBits(1) ? 16 : 11)),
};
