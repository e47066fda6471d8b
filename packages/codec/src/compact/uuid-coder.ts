import { digitValues } from './digits.ts';
import { bitCost } from './frequency-table.ts';
import type { SegmentCoder } from './segment-coder.ts';

const dash = 45;
const uuid = /^[\da-f]{8}(-[\da-f]{4}){4}[\da-f]{8}/;

/** Codes UUIDs (RFC 9562 §4) in lower case: eight groups of 16 bits. */
export const uuidCoder: SegmentCoder = {
  isAtomic: true,
  find(at, history, offer) {
    if (history.units[at + 8] === dash && uuid.test(history.slice(at, 36))) {
      offer(36, 128 * bitCost, 0);
    }
  },
  write(encoder, { units }, start, end) {
    let group = 0;
    let count = 0;
    for (let at = start; at < end; at++) {
      if (units[at] === dash) continue;
      group = (group * 16 + digitValues[units[at]!]!) % 2 ** 16;
      if (++count % 4 === 0) encoder.encodeBits(group, 16);
    }
  },
  read: (decoder) =>
    ['', '', '-', '-', '-', '-', '', '']
      .map((before) => before + decoder.decodeBits(16).toString(16).padStart(4, '0'))
      .join(''),
};
