import { bottom, maxBits, shortestWithin, top } from './range.ts';

/** What is being written: two numbers for each choice. Kept for the next, like the texts. */
const choices: number[] = [];
let count = 0;
/** Of the texts of a link, with all that is said of them, no more than half becomes bytes. */
const room = /* @__PURE__ */ new Uint8Array(2 ** 18);

/** Bytes that are left free before what is finished, for what is to stand before it. */
export const bytesBefore = 18;
const bytes = /* @__PURE__ */ room.subarray(bytesBefore);

/** Chooses `size` parts out of `2 ** bits`, from part `start` on. */
export function writeChoice(start: number, size: number, bits: number): void {
  choices[count++] = start * 32 + bits;
  choices[count++] = size;
}

/** Writes a number of `width` bits, all values being as likely. */
export function writeBits(value: number, width: number): void {
  if (width <= maxBits) return writeChoice(value, 1, width);
  const rest = width - maxBits;
  const first = Math.floor(value / 2 ** rest);
  writeChoice(first, 1, maxBits);
  writeBits(value - first * 2 ** rest, rest);
}

/** Forgets what was written and not finished. */
export function clearChoices(): void {
  count = 0;
}

/** How much was written so far. */
export function countChoices(): number {
  return count;
}

/** What was written since then, to be repeated. */
export function choicesSince(start: number): readonly number[] {
  return choices.slice(start, count);
}

export function repeatChoices(some: readonly number[]): void {
  for (let index = 0; index < some.length; index++) choices[count++] = some[index]!;
}

/** What was written, in bytes that are overwritten by the next. */
export function finishChoices(): Uint8Array {
  let length = 0;
  let low = 0;
  let range = top - 1;
  for (let index = 0; index < count; index += 2) {
    const choice = choices[index]!;
    const part = range >>> (choice & 31);
    low = carry(low + (choice >> 5) * part, length);
    for (range = choices[index + 1]! * part; range < bottom; range *= 256) {
      bytes[length++] = low >>> 24;
      low = (low << 8) >>> 0;
    }
  }
  low = carry(shortestWithin(low, range), length);
  for (; low > 0; low = (low << 8) >>> 0) bytes[length++] = low >>> 24;
  while (bytes[length - 1] === 0) length--;
  return bytes.subarray(0, length);
}

/** @returns `low` without what does not fit, which is added to the bytes */
function carry(low: number, length: number): number {
  if (low < top) return low;
  let index = length - 1;
  while (bytes[index] === 0xff) bytes[index--] = 0;
  bytes[index]!++;
  return low - top;
}
