import { memoize } from '../memoize.ts';
import { bitCost } from './distribution.ts';
import type { TextKind } from './model.ts';
import { choicesSince, countChoices, repeatChoices } from './range-encoder.ts';
import {
  filePieces,
  firstPieces,
  hashAt,
  nextPieces,
  pieceLength,
  positionBits,
  sameLength,
  units,
} from './texts.ts';

/**
 * How a text was written. It is written the same wherever it begins from `low` to `high` and no copy
 * comes from an earlier text: places cost more bits the further on they are.
 */
interface Written {
  readonly low: number;
  readonly high: number;
  readonly choices: readonly number[];
  /** The positions in it where a copy would have been taken into account, and the hashes there. */
  readonly seen: readonly number[];
  readonly hashes: readonly number[];
}

/** An email's links are the same for every recipient, and a recipient's metadata in every link. */
const known = { url: createMemory(), json: createMemory(), text: createMemory() };

function createMemory(): (text: string) => { last: Written | null } {
  return memoize(() => ({ last: null }));
}

// Of the text that is being written.
let textStart = 0;
let firstChoice = 0;
let low = 0;
let high = 0;
let seen: number[] = [];

/** Writes the last text as it was written before, if nothing would be different; else begins to note. */
export function recall(text: string, kind: TextKind, start: number): boolean {
  // A run could go on from a dictionary.
  const isApart = start === 0 || units[start - 1] === lineFeed;
  const { last } = known[kind](text);
  if (isApart && last && isSame(last, start)) {
    repeatChoices(last.choices);
    return true;
  }
  textStart = start;
  firstChoice = countChoices();
  low = 0;
  high = isApart ? Infinity : -1;
  seen = [];
  return false;
}

const lineFeed = 10;

/** Keeps how the text was written. */
export function remember(text: string, kind: TextKind): void {
  const hashes = seen.map((at) => hashAt(textStart + at));
  known[kind](text).last = { low, high, choices: choicesSince(firstChoice), seen, hashes };
}

function isSame(written: Written, start: number): boolean {
  if (start < written.low || start > written.high) return false;
  if (start === 0) return true;
  filePieces(start);
  const { hashes } = written;
  for (let index = 0; index < hashes.length; index++) {
    for (let piece = firstPieces[hashes[index]!]!; piece; piece = nextPieces[piece]!) {
      if (sameLength(piece - 1, start + written.seen[index]!, pieceLength) === pieceLength)
        return false;
    }
  }
  return true;
}

/** A copy could begin there. */
export function noteLook(at: number): void {
  seen.push(at - textStart);
}

/**
 * The text that is being written could be a copy of what is at `place`.
 *
 * @param surplus what that costs more than another way; less than 0: it was taken
 */
export function noteCopy(place: number, at: number, surplus: number): void {
  const bits = positionBits(at);
  if (place < textStart) high = -1;
  // Further on it costs more, and further back less.
  if (surplus < 0) high = Math.min(high, 2 ** bits - 1 - at + textStart);
  if (surplus < (bits - positionBits(at - textStart)) * bitCost) {
    low = Math.max(low, 2 ** (bits - 1) - at + textStart);
  }
}

/** A copy that is written names its place. */
export function bindToPlace(): void {
  low = Math.max(low, textStart);
  high = Math.min(high, textStart);
}
