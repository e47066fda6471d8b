import { bitCost } from './distribution.ts';
import type { Spelling } from './spelling.ts';
import type { Step } from './step.ts';

export const minLength = 4;
const lengthBits = 5;
const maxLength = minLength + 2 ** lengthBits - 1;

/** A host, an id or a campaign that stood before, in this text or an earlier one. */
export const copies: Spelling = {
  isWhole: false,
  find: (_text, _at, offer) => offer(0, 0),
  write(to, { length }, index, at) {
    to.writeBits(index, positionBits(at));
    to.writeBits(length - minLength, lengthBits);
  },
  read(from, history, text) {
    const before = history + text;
    const index = from.readBits(positionBits(before.length));
    return before.slice(index, index + minLength + from.readBits(lengthBits));
  },
};

/** Enough to name any position before this one. */
function positionBits(position: number): number {
  return 32 - Math.clz32(position);
}

/**
 * Adds what stands at `at` and, in full, before it to the ways of writing it: each length where it
 * stood first.
 */
export function withCopies(ways: readonly Step[], text: string, at: number): readonly Step[] {
  const place = ways.findIndex(({ length }) => length === 0);
  const cost = (positionBits(at) + lengthBits) * bitCost;
  const longest = Math.min(maxLength, text.length - at);
  const found: Step[] = [];
  let detail = 0;
  for (let length = minLength; length <= longest; length++) {
    detail = text.indexOf(text.slice(at, at + length), detail);
    if (detail + length > at) break;
    found.push({ ...ways[place]!, length, cost, detail });
  }
  return [...ways.slice(0, place), ...found, ...ways.slice(place)];
}
