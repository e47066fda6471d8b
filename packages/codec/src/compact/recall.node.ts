import { memoize } from '../memoize.ts';
import { areNew, forgetMarks, hashPieces, markPieces } from './marks.ts';
import type { TextKind } from './model.ts';
import { beginReach, finishReach, type Reach } from './reach.ts';
import { choicesSince, countChoices, repeatChoices } from './range-encoder.ts';
import { filePieces, firstPieces, hashAt, nextPieces, pieceLength, sameLength } from './texts.ts';

export { bindToPlace, noteCopy, noteLook } from './reach.ts';

/** How a text was written, to be repeated where no copy would come from an earlier text. */
interface Written extends Reach {
  readonly choices: readonly number[];
  /** All of its pieces, as hashes. */
  readonly pieces: readonly number[];
  /** Those at the positions that were seen. */
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
  beginReach(start);
  return false;
}

/** Keeps how the text was written. */
export function remember(text: string): void {
  // Where a text stands after a dictionary, or a line ends in it, it is no text by itself.
  if (textStart !== marked || text.includes('\n')) return;
  const reach = finishReach();
  const pieces = hashPieces(text);
  // Near the end there is none.
  const seenPieces = reach.seen.filter((at) => at < pieces.length).map((at) => pieces[at]!);
  const written = { ...reach, choices: choicesSince(firstChoice), pieces, seenPieces };
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
