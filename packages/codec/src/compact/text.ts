import { sealedError } from '../sealed-error.ts';
import { readSymbol, writeSymbol } from './distribution.ts';
import { model, type TextKind } from './model.ts';
import type { PiecesBefore } from './pieces-before.ts';
import { planText } from './plan.ts';
import type { RangeDecoder, RangeEncoder } from './range-coder.ts';
import { end, firstSpelling } from './symbols.ts';

/** Something being written, and its texts so far. */
export interface Writing {
  readonly to: RangeEncoder;
  readonly before: PiecesBefore;
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
  const { to, history, before } = writing;
  const past = history + text;
  writing.history = past + separator;
  if (past.length >= maxHistoryLength) {
    throw new RangeError(`expected at most ${maxHistoryLength} characters`);
  }
  const { atStart, after, spellings } = model();
  let next = atStart[kind];
  let at = history.length;
  const plan = planText(past, at, kind, before);
  while (at < past.length) {
    const { symbol, length, detail } = plan[at - history.length]!;
    writeSymbol(to, next, symbol);
    spellings[symbol - firstSpelling]?.write(to, past.slice(at, at + length), detail, at);
    at += length;
    next = after(past.charCodeAt(at - 1));
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
