import { alphabet, digitValues } from './digits.ts';
import { bitCost, createFrequencyTable, readSymbol, writeSymbol } from './frequency-table.ts';
import type { SegmentCoder } from './segment-coder.ts';

/** Codes whole runs of digits, or of letters and digits without a pattern: how many, then each. */
export function createRunCoder(radix: number, minLength: number, lengthBits: number): SegmentCoder {
  const maxLength = minLength + 2 ** lengthBits - 1;
  // All digits are as likely.
  const digits = createFrequencyTable(Array.from({ length: radix }, () => 1));
  const digitCost = digits.costs[0]!;
  return {
    find(at, { units }, offer) {
      // A run is offered at its start only.
      if (digitValues[units[at - 1]!]! < radix) return;
      let end = at;
      while (end < at + maxLength && digitValues[units[end]!]! < radix) end++;
      const length = end - at;
      if (length >= minLength) offer(length, lengthBits * bitCost + length * digitCost, 0);
    },
    write(encoder, { units }, start, end) {
      encoder.encodeBits(end - start - minLength, lengthBits);
      for (let at = start; at < end; at++) writeSymbol(encoder, digits, digitValues[units[at]!]!);
    },
    read(decoder) {
      let text = '';
      const length = decoder.decodeBits(lengthBits) + minLength;
      while (text.length < length) text += alphabet.charAt(readSymbol(decoder, digits));
      return text;
    },
  };
}
