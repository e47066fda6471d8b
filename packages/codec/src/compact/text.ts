import { cost, readSymbol, writeSymbol } from './distribution.ts';
import { malformed } from './malformed.ts';
import { model, type TextKind } from './model.ts';
import type { RangeDecoder, RangeEncoder } from './range-coder.ts';
import { end, firstSpelling } from './symbols.ts';

/** Something being written: its texts so far, and how many members its lists and objects have. */
export interface Writing {
  readonly to: RangeEncoder;
  history: string;
  members: number;
}

/** The counterpart of `Writing`. */
export interface Reading {
  readonly from: RangeDecoder;
  history: string;
  members: number;
}

/** How long all texts together may be: many times what a URL carries, and no bomb. */
export const maxHistoryLength = 2 ** 15;

/** @throws RangeError where all texts together are longer than `maxHistoryLength` */
export function writeText(writing: Writing, text: string, kind: TextKind): void {
  const { to, history } = writing;
  writing.history += text;
  if (writing.history.length > maxHistoryLength) {
    throw new RangeError(`expected texts of at most ${maxHistoryLength} characters together`);
  }
  let next = model().atStart(kind);
  let at = history.length;
  for (const { symbol, length, write } of planText(history, text, kind)) {
    writeSymbol(to, next, symbol);
    write?.(to);
    at += length;
    next = model().after(writing.history.charCodeAt(at - 1));
  }
  writeSymbol(to, next, end);
}

/** @param first the first symbol, where it has been read already */
export function readText(reading: Reading, kind: TextKind, first?: number): string {
  const { from, history } = reading;
  const { atStart, after, spellings } = model();
  let text = '';
  let symbol = first ?? readSymbol(from, atStart(kind));
  while (symbol !== end) {
    const part =
      symbol < end
        ? String.fromCharCode(symbol)
        : (spellings[symbol - firstSpelling]?.read(from, history + text) ?? '');
    text += part;
    if (part === '' || history.length + text.length > maxHistoryLength) throw malformed();
    symbol = readSymbol(from, after(part.charCodeAt(part.length - 1)));
  }
  reading.history += text;
  return text;
}

interface Step {
  readonly symbol: number;
  readonly length: number;
  readonly write: ((to: RangeEncoder) => void) | null;
}

/**
 * The cheapest way to write a text. What a symbol costs depends on the character before it and not
 * on how that one was written, so the cheapest way to each position is found from left to right.
 */
export function planText(history: string, text: string, kind: TextKind): Step[] {
  const { atStart, after, spellings } = model();
  const whole = history + text;
  const costs = new Float64Array(whole.length + 1).fill(Infinity);
  const steps: Step[] = [];
  costs[history.length] = 0;
  for (let at = history.length; at < whole.length; at++) {
    const next = at === history.length ? atStart(kind) : after(whole.charCodeAt(at - 1));
    const reach = (
      symbol: number,
      length: number,
      extraCost: number,
      write: Step['write'],
    ): void => {
      const total = costs[at]! + cost(next, symbol) + extraCost;
      if (total >= costs[at + length]!) return;
      costs[at + length] = total;
      steps[at + length] = { symbol, length, write };
    };
    const codeUnit = whole.charCodeAt(at);
    if (codeUnit < end) reach(codeUnit, 1, 0, null);
    spellings.forEach((spelling, index) => {
      spelling.find(whole, at, (length, extraCost, write) =>
        reach(firstSpelling + index, length, extraCost, write),
      );
    });
  }
  const plan: Step[] = [];
  for (let at = whole.length; at > history.length; at -= plan.at(-1)!.length) plan.push(steps[at]!);
  return plan.reverse();
}
