import { beginRecall, recall, remember } from '#recall';
import { LinkError } from '../link-error.ts';
import { readSymbol, writeSymbol } from './distribution.ts';
import { model, type TextKind } from './model.ts';
import { details, ends, planText, symbols } from './plan.ts';
import type { RangeDecoder } from './range-decoder.ts';
import { clearChoices } from './range-encoder.ts';
import { end, firstSpelling } from './symbols.ts';
import { appendText, clearTexts, maxTextsLength, textsEnd, units } from './texts.ts';

/** Begins to write, with a text that others may be copied from. */
export function beginWriting(dictionary: string): void {
  clearChoices();
  clearTexts();
  beginRecall();
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
  const start = textsEnd;
  if (start + text.length >= maxTextsLength) {
    throw new RangeError(`expected at most ${maxTextsLength} characters`);
  }
  appendText(text);
  if (!recall(text, kind, start)) {
    write(start, kind);
    remember(text);
  }
  appendText(separator);
}

function write(start: number, kind: TextKind): void {
  const { atStart, after, spellings } = model();
  let next = atStart[kind];
  planText(start, next);
  for (let at = start; at < textsEnd;) {
    const until = ends[at]!;
    const symbol = symbols[until]!;
    writeSymbol(next, symbol);
    spellings[symbol - firstSpelling]?.write(at, until, details[until]!);
    next = after(units[until - 1]!);
    at = until;
  }
  writeSymbol(next, end);
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
      throw new LinkError('malformed-payload', 'token holds a text that no version writes');
    }
    symbol = readSymbol(from, after(piece.charCodeAt(piece.length - 1)));
  }
  reading.history += text + separator;
  return text;
}
