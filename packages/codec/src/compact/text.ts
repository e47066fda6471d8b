import { recall } from '#recall';
import { sealedError } from '../sealed-error.ts';
import { readSymbol, writeSymbol } from './distribution.ts';
import { model, type TextKind } from './model.ts';
import { plan, planText } from './plan.ts';
import { clearChoices, type RangeDecoder } from './range-coder.ts';
import { end, firstSpelling } from './symbols.ts';
import { appendText, clearTexts, maxTextsLength, texts } from './texts.ts';

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

/** @throws RangeError where there is too much text */
export function writeText(text: string, kind: TextKind): void {
  const start = texts.length;
  if (start + text.length >= maxTextsLength) {
    throw new RangeError(`expected at most ${maxTextsLength} characters`);
  }
  appendText(text);
  recall(text, kind, start, write);
  appendText(separator);
}

/** @returns the positions that were looked into, counted from `start` */
function write(start: number, kind: TextKind): readonly number[] {
  const { atStart, after, spellings } = model();
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
  return seen;
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
