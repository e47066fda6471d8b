import { bitCost } from './distribution.ts';
import type { RangeDecoder, RangeEncoder } from './range-coder.ts';
import type { Spelling } from './spelling.ts';

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** How many digits are written as one small number, and the bits that each of them takes. */
const radixes = {
  10: { chunk: 3, bitsPerDigit: 10 / 3 },
  16: { chunk: 4, bitsPerDigit: 4 },
  62: { chunk: 2, bitsPerDigit: 6 },
} as const;

type Radix = keyof typeof radixes;

/** A whole run of digits, or of letters and digits without a pattern: how many, then each. */
export function runs(
  radix: Radix,
  pattern: RegExp,
  { minLength, lengthBits }: { minLength: number; lengthBits: number },
): Spelling {
  const digits = alphabet.slice(0, radix);
  return {
    find(text, at, offer) {
      if (at > 0 && digits.includes(text.charAt(at - 1))) return;
      const run = matchAt(text, at, pattern);
      if (run === '') return;
      offer(run.length, (lengthBits + digitBits(run.length, radix)) * bitCost);
    },
    write(to, run) {
      to.writeBits(run.length - minLength, lengthBits);
      writeDigits(to, run, radix);
    },
    read: (from) => readDigits(from, from.readBits(lengthBits) + minLength, radix),
  };
}

/** RFC 9562 §4, in lower case. */
export const uuids: Spelling = {
  find(text, at, offer) {
    if (text.charAt(at + 8) !== '-') return;
    const uuid = matchAt(text, at, /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/y);
    if (uuid !== '') offer(uuid.length, 128 * bitCost);
  },
  write: (to, uuid) => writeDigits(to, uuid.replaceAll('-', ''), 16),
  read: (from) => [8, 4, 4, 4, 12].map((count) => readDigits(from, count, 16)).join('-'),
};

/** What a sticky pattern finds at a position; empty for nothing. */
function matchAt(text: string, at: number, pattern: RegExp): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

export function writeDigits(to: RangeEncoder, digits: string, radix: Radix): void {
  const { chunk } = radixes[radix];
  for (let at = 0; at < digits.length; at += chunk) {
    const part = digits.slice(at, at + chunk);
    let value = 0;
    for (const digit of part) value = value * radix + alphabet.indexOf(digit);
    to.writeBits(value, digitBits(part.length, radix));
  }
}

export function readDigits(from: RangeDecoder, count: number, radix: Radix): string {
  const { chunk } = radixes[radix];
  let digits = '';
  for (let left = count; left > 0; left -= chunk) {
    const length = Math.min(left, chunk);
    let value = from.readBits(digitBits(length, radix));
    let part = '';
    for (let place = 0; place < length; place++) {
      part = alphabet.charAt(value % radix) + part;
      value = Math.floor(value / radix);
    }
    digits += part;
  }
  return digits;
}

function digitBits(count: number, radix: Radix): number {
  const { chunk, bitsPerDigit } = radixes[radix];
  const rest = count % chunk;
  return (count - rest) * bitsPerDigit + Math.ceil(rest * bitsPerDigit);
}
