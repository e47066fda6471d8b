import { memoize } from '../memoize.ts';
import { sealedError } from '../sealed-error.ts';
import { reach } from './copies.ts';
import { readSymbol, writeSymbol } from './distribution.ts';
import { model, type TextKind } from './model.ts';
import { plan, planText } from './plan.ts';
import {
  choicesSince,
  clearChoices,
  countChoices,
  repeatChoices,
  type RangeDecoder,
} from './range-coder.ts';
import { end, firstSpelling } from './symbols.ts';
import {
  appendText,
  clearTexts,
  filePieces,
  firstLike,
  maxTextsLength,
  nextLike,
  pieceLength,
  sameLength,
  texts,
} from './texts.ts';

/** How a text was written, and from where to where it may begin to be written the same. */
interface Written {
  readonly choices: readonly number[];
  /** The positions in it where a copy would have been taken into account. */
  readonly seen: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** Begins to write, with a text that others may be copied from. */
export function beginWriting(dictionary: string): void {
  clearChoices();
  clearTexts();
  appendText(dictionary);
}

/** What is being read. */
export interface Reading {
  readonly from: RangeDecoder;
  history: string;
}

/** Stands between the texts, so that one does not go on in the next. */
const separator = '\n';

/** An email's links are the same for every recipient, and a recipient's metadata in every link. */
const known = {
  url: memoize((): { last: Written | null } => ({ last: null })),
  json: memoize((): { last: Written | null } => ({ last: null })),
  text: memoize((): { last: Written | null } => ({ last: null })),
};

/** @throws RangeError where there is too much text */
export function writeText(text: string, kind: TextKind): void {
  const start = texts.length;
  if (start + text.length >= maxTextsLength) {
    throw new RangeError(`expected at most ${maxTextsLength} characters`);
  }
  appendText(text);
  // A run could go on from the dictionary.
  const isApart = start === 0 || texts.units[start - 1] === separator.charCodeAt(0);
  const written = known[kind](text);
  if (isApart && written.last && repeats(written.last, start)) repeatChoices(written.last.choices);
  else written.last = write(start, isApart ? Infinity : -1, kind);
  appendText(separator);
}

function repeats({ low, high, seen }: Written, start: number): boolean {
  if (start < low || start > high) return false;
  filePieces(start);
  return start === 0 || !seen.some((at) => stoodBefore(start + at));
}

function stoodBefore(at: number): boolean {
  for (let place = firstLike(at); place >= 0; place = nextLike(place)) {
    if (sameLength(place, at, pieceLength) === pieceLength) return true;
  }
  return false;
}

function write(start: number, high: number, kind: TextKind): Written {
  const { atStart, after, spellings } = model();
  const count = countChoices();
  reach.start = start;
  reach.low = 0;
  reach.high = high;
  const seen = planText(start, kind);
  let next = atStart[kind];
  for (let at = start; at < texts.length;) {
    const until = plan.ends[at]!;
    const symbol = plan.symbols[until]!;
    writeSymbol(next, symbol);
    if (symbol > end) spellings[symbol - firstSpelling]!.write(at, until, plan.details[until]!);
    at = until;
    next = after(texts.units[at - 1]!);
  }
  writeSymbol(next, end);
  return { choices: choicesSince(count), seen, low: reach.low, high: reach.high };
}

export function readText(reading: Reading, kind: TextKind): string {
  const { from, history } = reading;
  const { atStart, after, spellings } = model();
  let text = '';
  let symbol = readSymbol(from, atStart[kind]);
  while (symbol !== end) {
    const piece =
      symbol < end
        ? String.fromCharCode(symbol)
        : spellings[symbol - firstSpelling]!.read(from, history, text);
    text += piece;
    if (piece === '' || history.length + text.length > maxTextsLength) {
      throw sealedError('malformed-payload', 'a payload as it is written');
    }
    symbol = readSymbol(from, after(piece.charCodeAt(piece.length - 1)));
  }
  reading.history += text + separator;
  return text;
}
