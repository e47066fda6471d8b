import { bitCost } from './frequency-table.ts';
import { minMatchLength, positionBits } from './history.ts';
import type { SegmentCoder } from './segment-coder.ts';

const lengthBits = 5;
const maxLength = minMatchLength + 2 ** lengthBits - 1;

/** Codes matches (Lempel and Ziv 1977): a host, an id or a campaign that stands in the history. */
export const matchCoder: SegmentCoder = {
  // Offers each length at the first place where all of it stands: a match ends before `at`.
  find(at, history, offer) {
    const longest = Math.min(maxLength, history.length - at);
    const cost = (positionBits(at) + lengthBits) * bitCost;
    let length = minMatchLength;
    let place = history.firstPlace(at, at + 1 - minMatchLength);
    for (; place >= 0 && length <= longest; place = history.nextPlace(place)) {
      const common = history.commonLength(place, at, Math.min(longest, at - place));
      for (; length <= common; length++) offer(length, cost, place);
    }
  },
  write(encoder, _history, start, end, place) {
    encoder.encodeBits(place, positionBits(start));
    encoder.encodeBits(end - start - minMatchLength, lengthBits);
  },
  read(decoder, history) {
    const place = decoder.decodeBits(positionBits(history.length));
    const end = place + minMatchLength + decoder.decodeBits(lengthBits);
    return end <= history.length ? history.slice(place, end) : '';
  },
};
