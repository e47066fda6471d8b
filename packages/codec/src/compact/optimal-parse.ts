import { contextAfter, endOfText } from './context-model.ts';
import type { FrequencyTable } from './frequency-table.ts';
import type { History } from './history.ts';
import type { SegmentCoder } from './segment-coder.ts';

/** Length from which on an atomic segment is not looked into for others, in characters. */
const longEnough = 8;

/** Division of a text. */
export interface Parse {
  /** Ends of its symbols, from the last to the first. */
  readonly ends: readonly number[];
  /** Symbol and segment of its coder, by the place where it ends. */
  readonly symbols: readonly number[];
  readonly details: readonly number[];
}

/**
 * Divides texts into literals and segments the cheapest way (optimal parsing). A symbol's cost depends
 * on the character before it and not on how that one was written, so the cheapest way to each
 * position is found from left to right.
 *
 * @param coders in the order of their symbols
 * @returns parses the last text of a history from `start` on; its result holds until the next
 */
export function createParser(
  coders: readonly SegmentCoder[],
): (history: History, start: number, first: FrequencyTable) => Parse {
  // Arrays by the place where a symbol ends: the least cost up to it, and where its last symbol begins. They are
  // kept for the next text: to make them anew would take as long as the rest.
  const totals: number[] = [];
  const starts: number[] = [];
  const symbols: number[] = [];
  const details: number[] = [];
  // State of the offer under way.
  let from = 0;
  let symbol = 0;
  let total = 0;
  let isAtomic: boolean | undefined;
  let longest = 0;

  return (history, start, first) => {
    const { units, length } = history;
    for (let to = start; to <= length; to++) totals[to] = 2 ** 29;
    totals[start] = 0;
    let { costs } = first;
    for (from = start; from < length;) {
      longest = 1;
      total = totals[from]!;
      symbol = units[from]!;
      // Characters are symbols themselves.
      if (symbol < endOfText) offer(1, costs[symbol]!, 0);
      symbol = endOfText;
      for (const coder of coders) {
        total = totals[from]! + costs[++symbol]!;
        ({ isAtomic } = coder);
        coder.find(from, history, offer);
      }
      // Nothing better begins within a long one: half the time, and links as short (measured).
      from += longest < longEnough ? 1 : longest;
      ({ costs } = contextAfter(units[from - 1]!));
    }
    const ends: number[] = [];
    for (let to = length; to > start; to = starts[to]!) ends.push(to);
    return { ends, symbols, details };
  };

  function offer(length: number, cost: number, detail: number): number {
    const to = from + length;
    const surplus = total + cost - totals[to]!;
    if (surplus < 0) {
      totals[to]! += surplus;
      starts[to] = from;
      symbols[to] = symbol;
      details[to] = detail;
      if (length > longest && isAtomic) longest = length;
    }
    return surplus;
  }
}
