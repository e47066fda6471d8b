import { sealedError } from '../sealed-error.ts';
import { readSymbol, writeSymbol } from './distribution.ts';
import { model, type TextKind } from './model.ts';
import type { RangeDecoder, RangeEncoder } from './range-coder.ts';
import { end, firstSpelling } from './symbols.ts';

/** Something being written, and its texts so far. */
export interface Writing {
  readonly to: RangeEncoder;
  history: string;
}

/** The counterpart of `Writing`. */
export interface Reading {
  readonly from: RangeDecoder;
  history: string;
}

/** All texts together: many times what a URL carries, so that nobody can make a reader unfold more. */
const maxHistoryLength = 2 ** 15;

/** Stands between the texts in `history`, so that one does not go on in the next. */
const separator = '\n';

/** @throws RangeError where there is too much text */
export function writeText(writing: Writing, text: string, kind: TextKind): void {
  const { to, history } = writing;
  writing.history += text + separator;
  if (writing.history.length > maxHistoryLength) {
    throw new RangeError(`expected at most ${maxHistoryLength} characters`);
  }
  const { atStart, after, spellings } = model();
  const plan = planText(history, text, kind);
  let next = atStart[kind];
  for (let at = 0; at < text.length;) {
    const { symbol, length, detail } = plan[at]!;
    const piece = text.slice(at, at + length);
    writeSymbol(to, next, symbol);
    spellings[symbol - firstSpelling]?.write(to, piece, detail, history.length + at);
    next = after(piece.charCodeAt(length - 1));
    at += length;
  }
  writeSymbol(to, next, end);
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
    if (piece === '' || history.length + text.length > maxHistoryLength) {
      throw sealedError('malformed-payload', 'a payload as it is written');
    }
    symbol = readSymbol(from, after(piece.charCodeAt(piece.length - 1)));
  }
  reading.history += text + separator;
  return text;
}

/** From how many characters on a whole piece is not looked into for others. */
const longEnough = 8;

/** One symbol, the characters that it covers, and which of its spelling's pieces they are. */
interface Step {
  readonly symbol: number;
  readonly length: number;
  readonly detail: number;
}

/**
 * The cheapest way to write a text: its steps, each at the position where it begins. What a symbol
 * costs depends on the character before it and not on how that one was written, so the cheapest way
 * to each position is found from left to right.
 */
function planText(history: string, text: string, kind: TextKind): Step[] {
  const { atStart, after, spellings } = model();
  const past = history + text;
  const totals = new Float64Array(text.length + 1).fill(Infinity);
  const lastSteps: Step[] = [];
  let next = atStart[kind];
  let symbol = 0;
  let at = 0;
  let isWhole = false;
  let longest = 0;
  const offer = (length: number, cost: number, detail = 0): void => {
    const total = totals[at]! + next.costs[symbol]! + cost;
    if (total >= totals[at + length]!) return;
    totals[at + length] = total;
    lastSteps[at + length] = { symbol, length, detail };
    if (isWhole) longest = Math.max(longest, length);
  };

  totals[0] = 0;
  while (at < text.length) {
    longest = 1;
    isWhole = false;
    symbol = text.charCodeAt(at);
    if (symbol < end) offer(1, 0);
    symbol = firstSpelling;
    for (const spelling of spellings) {
      isWhole = spelling.isWhole;
      spelling.find(past, history.length + at, offer);
      symbol++;
    }
    // Nothing better begins within a long one: half the time, and links as short (measured).
    at += longest < longEnough ? 1 : longest;
    next = after(text.charCodeAt(at - 1));
  }

  const plan: Step[] = [];
  while (at > 0) {
    const step = lastSteps[at]!;
    at -= step.length;
    plan[at] = step;
  }
  return plan;
}
