import { bitCost, distribution, readSymbol, writeSymbol } from './distribution.ts';
import { writeBits } from './range-encoder.ts';
import type { Spelling } from './spelling.ts';
import { sliceTexts, units } from './texts.ts';

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** What a digit of radix 62 counts, by code unit; no number, or a large one, for any other character. */
const digitOf = /* @__PURE__ */ Uint8Array.from({ length: 128 }, (_, unit) =>
  alphabet.indexOf(String.fromCharCode(unit)),
);

/** A whole run of digits, or of letters and digits without a pattern: how many, then each. */
export function runs(radix: number, minLength: number, lengthBits: number): Spelling {
  const maxLength = minLength + 2 ** lengthBits - 1;
  // All digits are as likely.
  const digits = distribution(Array.from({ length: radix }, () => 1));
  const digitCost = digits.costs[0]!;
  return {
    find(at, offer) {
      // Not in the middle of a run.
      if (digitOf[units[at - 1]!]! < radix) return;
      let end = at;
      while (end < at + maxLength && digitOf[units[end]!]! < radix) end++;
      const length = end - at;
      if (length >= minLength) offer(length, lengthBits * bitCost + length * digitCost, 0);
    },
    write(start, end) {
      writeBits(end - start - minLength, lengthBits);
      for (let at = start; at < end; at++) writeSymbol(digits, digitOf[units[at]!]!);
    },
    read(from) {
      let text = '';
      const length = from.readBits(lengthBits) + minLength;
      while (text.length < length) text += alphabet.charAt(readSymbol(from, digits));
      return text;
    },
  };
}

/** RFC 9562 §4, in lower case: eight groups of 16 bits. */
export const uuids: Spelling = {
  isWhole: true,
  find(at, offer) {
    if (units[at + 8] === dash && uuid.test(sliceTexts(at, 36))) offer(36, 128 * bitCost, 0);
  },
  write(start, end) {
    let group = 0;
    let count = 0;
    for (let at = start; at < end; at++) {
      if (units[at] === dash) continue;
      group = (group * 16 + digitOf[units[at]!]!) % 2 ** 16;
      if (++count % 4 === 0) writeBits(group, 16);
    }
  },
  read: (from) =>
    ['', '', '-', '-', '-', '-', '', '']
      .map((before) => before + (2 ** 16 + from.readBits(16)).toString(16).slice(1))
      .join(''),
};

const dash = 45;
const uuid = /^[\da-f]{8}(-[\da-f]{4}){4}[\da-f]{8}/;
