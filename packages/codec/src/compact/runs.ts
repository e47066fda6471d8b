import { bitCost } from './distribution.ts';
import type { RangeDecoder, RangeEncoder } from './range-coder.ts';
import type { Spelling } from './spelling.ts';

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** How many digits are written as one number of at most 50 bits, and the bits for each. */
const radixes = {
  10: { chunk: 15, bitsPerDigit: 10 / 3 },
  16: { chunk: 12, bitsPerDigit: 4 },
  62: { chunk: 8, bitsPerDigit: 6 },
} as const;

type Radix = keyof typeof radixes;

/** A run of digits, or of letters and digits without a pattern: how many there are, then each. */
export function runs(
  radix: Radix,
  pattern: RegExp,
  { minLength, lengthBits }: { minLength: number; lengthBits: number },
): Spelling {
  return {
    find(text, at, offer) {
      const [run] = matchAt(text, at, pattern);
      if (run === undefined) return;
      offer(run.length, (lengthBits + digitBits(run.length, radix)) * bitCost, (to) => {
        to.writeBits(run.length - minLength, lengthBits);
        writeDigits(to, run, radix);
      });
    },
    read: (from) => readDigits(from, from.readBits(lengthBits) + minLength, radix),
  };
}

/** RFC 9562 §4, in lower case. */
export const uuids: Spelling = {
  find(text, at, offer) {
    const [uuid] = matchAt(text, at, /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/y);
    if (uuid === undefined) return;
    offer(uuid.length, 128 * bitCost, (to) => writeDigits(to, uuid.replaceAll('-', ''), 16));
  },
  read: (from) => readDigits(from, 32, 16).replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
};

/** What a sticky pattern finds at a position, and its groups. */
function matchAt(text: string, at: number, pattern: RegExp): readonly (string | undefined)[] {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? [];
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
    let value = from.readBits(digitBits(Math.min(left, chunk), radix));
    let part = '';
    while (part.length < Math.min(left, chunk)) {
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
