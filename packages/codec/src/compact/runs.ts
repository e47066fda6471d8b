import { bitCost, distribution, readSymbol, writeSymbol } from './distribution.ts';
import type { Spelling } from './spelling.ts';

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** By code unit. */
const digitOf = /* @__PURE__ */ Array.from(
  { length: 128 },
  (_, unit) => alphabet.indexOf(String.fromCharCode(unit)) >>> 0,
);

/** A whole run of digits, or of letters and digits without a pattern: how many, then each. */
export function runs(radix: number, minLength: number, lengthBits: number): Spelling {
  const maxLength = minLength + 2 ** lengthBits - 1;
  // All digits are as likely.
  const digits = distribution(Array.from({ length: radix }, () => 1));
  return {
    isWhole: false,
    find(text, at, offer) {
      // Not in the middle of a run.
      if (isDigit(text, at - 1, radix)) return;
      let length = 0;
      while (length < maxLength && isDigit(text, at + length, radix)) length++;
      if (length >= minLength) offer(length, lengthBits * bitCost + length * digits.costs[0]!);
    },
    write(to, run) {
      to.writeBits(run.length - minLength, lengthBits);
      for (let at = 0; at < run.length; at++) writeSymbol(to, digits, digitAt(run, at));
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
  find(text, at, offer) {
    if (text.charAt(at + 8) !== '-') return;
    uuid.lastIndex = at;
    if (uuid.test(text)) offer(36, 128 * bitCost);
  },
  write(to, text) {
    let group = 0;
    let count = 0;
    for (let at = 0; at < text.length; at++) {
      if (!isDigit(text, at, 16)) continue;
      group = (group * 16 + digitAt(text, at)) % 2 ** 16;
      if (++count % 4 === 0) to.writeBits(group, 16);
    }
  },
  read: (from) =>
    ['', '', '-', '-', '-', '-', '', '']
      .map((dash) => dash + (2 ** 16 + from.readBits(16)).toString(16).slice(1))
      .join(''),
};

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/y;

/** What a digit of radix 62 counts; no number, or a large one, for any other character. */
function digitAt(text: string, at: number): number {
  // At the end there is no character; an index that is no number would be slow.
  return digitOf[text.charCodeAt(at) | 0]!;
}

function isDigit(text: string, at: number, radix: number): boolean {
  return digitAt(text, at) < radix;
}
