import {
  bitCost,
  distribution,
  readSymbol,
  writeSymbol,
  type Distribution,
} from './distribution.ts';
import type { RangeDecoder, RangeEncoder } from './range-coder.ts';
import type { Spelling } from './spelling.ts';

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Digits of a radix up to 62, all being as likely. */
function digitsOf(radix: number): Distribution {
  return distribution(Array.from({ length: radix }, () => 1));
}

/** A whole run of digits, or of letters and digits without a pattern: how many, then each. */
export function runs(
  radix: number,
  pattern: RegExp,
  minLength: number,
  lengthBits: number,
): Spelling {
  const digits = digitsOf(radix);
  const ofRadix = alphabet.slice(0, radix);
  return {
    isWhole: false,
    find(text, at, offer) {
      // Not in the middle of a run; and patterns are slow.
      if (!ofRadix.includes(text.charAt(at))) return;
      if (at > 0 && ofRadix.includes(text.charAt(at - 1))) return;
      const { length } = matchAt(text, at, pattern);
      if (length > 0) offer(length, lengthBits * bitCost + length * digits.costs[0]!);
    },
    write(to, run) {
      to.writeBits(run.length - minLength, lengthBits);
      writeDigits(to, run, digits);
    },
    read: (from) => readDigits(from, from.readBits(lengthBits) + minLength, digits),
  };
}

/** RFC 9562 §4, in lower case: eight groups of 16 bits. */
export const uuids: Spelling = {
  isWhole: true,
  find(text, at, offer) {
    if (text.charAt(at + 8) !== '-') return;
    const { length } = matchAt(text, at, /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/y);
    if (length > 0) offer(length, 128 * bitCost);
  },
  write(to, uuid) {
    const groups = uuid.replaceAll('-', '').match(/.{4}/g) ?? [];
    for (const group of groups) to.writeBits(Number.parseInt(group, 16), 16);
  },
  read: (from) =>
    ['', '', '-', '-', '-', '-', '', '']
      .map((dash) => dash + (2 ** 16 + from.readBits(16)).toString(16).slice(1))
      .join(''),
};

/** What a sticky pattern finds at a position; empty for nothing. */
function matchAt(text: string, at: number, pattern: RegExp): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function writeDigits(to: RangeEncoder, text: string, digits: Distribution): void {
  for (const digit of text) writeSymbol(to, digits, alphabet.indexOf(digit));
}

function readDigits(from: RangeDecoder, count: number, digits: Distribution): string {
  let text = '';
  while (text.length < count) text += alphabet.charAt(readSymbol(from, digits));
  return text;
}
