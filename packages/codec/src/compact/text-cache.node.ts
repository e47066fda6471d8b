import { memoize } from '../memoize.ts';
import type { TextKind } from './context-model.ts';
import { minMatchLength, type History } from './history.ts';
import { matchCoder } from './match-coder.ts';
import { createReachObserver, type MatchReach } from './match-reach.ts';
import { createPieceMarks, hashPieces } from './piece-marks.ts';
import type { TextCache } from './text-cache.ts';

/** Choices by which a text was written, to be repeated where no match would be with an earlier text. */
interface WrittenText extends MatchReach {
  readonly choices: readonly number[];
  /** All of its pieces, as hashes. */
  readonly pieces: readonly number[];
  /** Those at the positions that were looked at. */
  readonly lookedPieces: readonly number[];
}

/** The place of a text in the cache. */
interface Entry {
  last: WrittenText | null;
}

/**
 * A cache for many emails. Their links are the same for every recipient, and a recipient's metadata in
 * every link of one email: to keep that for longer would only have it moved about in memory.
 */
export function createTextCache(): TextCache {
  const entries: Readonly<Record<TextKind, (text: string) => Entry>> = {
    url: memoize(createEntry, 20_000),
    json: memoize(createEntry, 2000),
    text: memoize(createEntry, 20_000),
  };
  const marks = createPieceMarks();
  const observer = createReachObserver();
  /** End of the texts whose pieces are marked. */
  let marked = 0;
  // State of the text that is being written.
  let entry: Entry = createEntry();
  let start = 0;
  let firstChoice = 0;

  return {
    observe: (coder) => (coder === matchCoder ? observer.coder : coder),
    begin() {
      marks.clear();
      marked = 0;
    },
    repeat(text, { kind, start: textStart, history, encoder }) {
      entry = entries[kind](text);
      const { last } = entry;
      // Pieces of a dictionary are not marked: behind one nothing is repeated.
      if (last && textStart === marked && isSame(last, textStart, history)) {
        let { count } = encoder;
        for (let at = 0; at < last.choices.length; at++) {
          encoder.choices[count++] = last.choices[at]!;
        }
        encoder.count = count;
        mark(text, last);
        return true;
      }
      start = textStart;
      firstChoice = encoder.count;
      observer.begin(start);
      return false;
    },
    keep(text, { choices, count }) {
      // A text after a dictionary, or with a line break, can't be repeated elsewhere.
      if (start !== marked || text.includes('\n')) return;
      const reach = observer.finish();
      const pieces = hashPieces(text);
      // Near the end there is none.
      const lookedPieces = reach.looks.filter((at) => at < pieces.length).map((at) => pieces[at]!);
      entry.last = { ...reach, choices: choices.slice(firstChoice, count), pieces, lookedPieces };
      mark(text, entry.last);
    },
  };

  function mark(text: string, { pieces }: WrittenText): void {
    marks.mark(pieces);
    marked += text.length + 1;
  }

  function isSame(written: WrittenText, textStart: number, history: History): boolean {
    const { low, high, looks, lookedPieces } = written;
    if (textStart < low || textStart > high) return false;
    return (
      marks.areNew(lookedPieces) || looks.every((at) => isNew(textStart + at, textStart, history))
    );
  }
}

function createEntry(): Entry {
  return { last: null };
}

/** Tells whether no piece before `before` is the same as that at `at`. */
function isNew(at: number, before: number, history: History): boolean {
  let place = history.firstPlace(at, before);
  for (; place >= 0; place = history.nextPlace(place)) {
    if (history.commonLength(place, at, minMatchLength) === minMatchLength) return false;
  }
  return true;
}
