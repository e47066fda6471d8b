import { readSymbol, writeSymbol } from './distribution.ts';
import { malformed } from './malformed.ts';
import { model, type TextKind } from './model.ts';
import type { RangeDecoder, RangeEncoder } from './range-coder.ts';
import { isTooLarge, refuseTooLarge, type Sized } from './size.ts';
import { end, firstSpelling } from './symbols.ts';

/** Something being written, and its texts so far. */
export interface Writing extends Sized {
  readonly to: RangeEncoder;
  history: string;
}

/** The counterpart of `Writing`. */
export interface Reading extends Sized {
  readonly from: RangeDecoder;
  history: string;
}

/** Stands between the texts in `history`, so that one does not go on in the next. */
const separator = '\n';

/** @throws RangeError where it is too large */
export function writeText(writing: Writing, text: string, kind: TextKind): void {
  refuseTooLarge(writing, text.length);
  const { to, history } = writing;
  const { followers, spellings } = model();
  let next = followers(kind);
  let at = 0;
  for (const { symbol, length, detail } of planText(history, text, kind)) {
    const piece = text.slice(at, at + length);
    writeSymbol(to, next, symbol);
    spellings[symbol - firstSpelling]?.write(to, piece, detail, history.length + at);
    next = followers(piece.charAt(length - 1));
    at += length;
  }
  writeSymbol(to, next, end);
  writing.history += text + separator;
}

/** @param first the first symbol, where it has been read already */
export function readText(reading: Reading, kind: TextKind, first?: number): string {
  const { from, history } = reading;
  const { followers, spellings } = model();
  let text = '';
  let symbol = first ?? readSymbol(from, followers(kind));
  while (symbol !== end) {
    const piece =
      symbol < end
        ? String.fromCharCode(symbol)
        : (spellings[symbol - firstSpelling]?.read(from, history, text) ?? '');
    if (piece === '' || isTooLarge(reading, piece.length)) throw malformed();
    text += piece;
    symbol = readSymbol(from, followers(piece.charAt(piece.length - 1)));
  }
  reading.history += text + separator;
  return text;
}

interface Step {
  readonly symbol: number;
  readonly length: number;
  readonly detail: number;
}

/**
 * The cheapest way to write a text. What a symbol costs depends on the character before it and not
 * on how that one was written, so the cheapest way to each position is found from left to right.
 */
export function planText(history: string, text: string, kind: TextKind): Step[] {
  const { followers, spellings } = model();
  const whole = history + text;
  const totals = new Float64Array(whole.length + 1).fill(Infinity);
  const steps: Step[] = [];
  totals[history.length] = 0;
  for (let at = history.length; at < whole.length; at++) {
    const next = followers(at === history.length ? kind : whole.charAt(at - 1));
    const reach = (symbol: number, length: number, cost: number, detail: number): void => {
      const total = totals[at]! + next.costs[symbol]! + cost;
      if (total >= totals[at + length]!) return;
      totals[at + length] = total;
      steps[at + length] = { symbol, length, detail };
    };
    const codeUnit = whole.charCodeAt(at);
    if (codeUnit < end) reach(codeUnit, 1, 0, 0);
    spellings.forEach((spelling, index) =>
      spelling.find(whole, at, (length, cost, detail = 0) =>
        reach(firstSpelling + index, length, cost, detail),
      ),
    );
  }
  const plan: Step[] = [];
  for (let at = whole.length; at > history.length; at -= plan.at(-1)!.length) plan.push(steps[at]!);
  return plan.reverse();
}
