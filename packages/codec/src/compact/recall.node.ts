import { memoize } from '../memoize.ts';
import { bitCost } from './distribution.ts';
import { areNew, forgetMarks, hashPieces, markPieces } from './marks.ts';
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
} from './texts.ts';

/**
 * How a text was written. It is written the same wherever it begins from `low` to `high` and no copy
 * comes from an earlier text: places cost more bits the further on they are.
 */
interface Written {
  readonly low: number;
  readonly high: number;
  readonly choices: readonly number[];
  /** All of its pieces, as hashes. */
  readonly pieces: readonly number[];
  /** The positions in it where a copy would have been taken into account, and the pieces there. */
  readonly seen: readonly number[];
  readonly seenPieces: readonly number[];
}

/**
 * An email's links are the same for every recipient, and a recipient's metadata in every link of one
 * email: to keep that for longer would only have it moved about in memory.
 */
const known = { url: createMemory(20_000), json: createMemory(2000), text: createMemory(20_000) };

function createMemory(max: number): (text: string) => { last: Written | null } {
  return memoize(() => ({ last: null }), max);
}

/** Where the texts end that are marked. */
let marked = 0;

// Of the text that is being written.
let place: { last: Written | null } = { last: null };
let textStart = 0;
let firstChoice = 0;
let low = 0;
let high = 0;
let seen: number[] = [];

/** Another link begins. */
export function beginRecall(): void {
  forgetMarks();
  marked = 0;
}

/** Writes the last text as it was written before, if nothing would be different; else begins to note. */
export function recall(text: string, kind: TextKind, start: number): boolean {
  place = known[kind](text);
  const { last } = place;
  // What stands in a dictionary is not marked.
  if (last && start === marked && isSame(last, start)) {
    repeatChoices(last.choices);
    mark(text, last);
    return true;
  }
  textStart = start;
  firstChoice = countChoices();
  low = 0;
  high = start === marked ? Infinity : -1;
  seen = [];
  return false;
}

/** Keeps how the text was written. */
export function remember(text: string): void {
  if (textStart !== marked || text.includes('\n')) return;
  const pieces = hashPieces(text);
  // Near the end there is none.
  const seenPieces = seen.filter((at) => at < pieces.length).map((at) => pieces[at]!);
  const choices = choicesSince(firstChoice);
  const written = { low, high, choices, pieces, seen, seenPieces };
  place.last = written;
  mark(text, written);
}

function mark(text: string, { pieces }: Written): void {
  markPieces(pieces);
  marked += text.length + 1;
}

function isSame({ low: from, high: to, seen: at, seenPieces }: Written, start: number): boolean {
  return start >= from && start <= to && (areNew(seenPieces) || at.every(isNew));

  function isNew(offset: number): boolean {
    filePieces(start);
    for (let piece = firstPieces[hashAt(start + offset)]!; piece; piece = nextPieces[piece]!) {
      if (sameLength(piece - 1, start + offset, pieceLength) === pieceLength) return false;
    }
    return true;
  }
}

/** A copy could begin there. */
export function noteLook(at: number): void {
  seen.push(at - textStart);
}

/**
 * The text that is being written could be a copy of what is at `from`.
 *
 * @param surplus what that costs more than another way; less than 0: it was taken
 */
export function noteCopy(from: number, at: number, surplus: number): void {
  const bits = positionBits(at);
  if (from < textStart) high = -1;
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
