import type { Distribution } from './distribution.ts';
import { model } from './model.ts';
import type { Spelling } from './spelling.ts';
import { end } from './symbols.ts';
import { maxTextsLength, textsEnd, units } from './texts.ts';

/** From how many characters on a whole piece is not looked into for others. */
const longEnough = 8;

/** By where a step ends: what it costs to get there, and the last step of the cheapest way. */
const totals = /* @__PURE__ */ new Int32Array(maxTextsLength + 1);
const starts = /* @__PURE__ */ new Uint16Array(maxTextsLength + 1);
/** Its symbol, and which of its spelling's pieces it is. */
export const symbols = /* @__PURE__ */ new Uint8Array(maxTextsLength + 1);
export const details = /* @__PURE__ */ new Uint16Array(maxTextsLength + 1);

/** By where it begins: where the step of the cheapest way ends; until the next text is planned. */
export const ends = /* @__PURE__ */ new Uint16Array(maxTextsLength + 1);

let from = 0;
let spelling: Spelling;
let symbol = 0;
/** With that symbol. */
let total = 0;
let longest = 0;

/**
 * Plans the last text, from `start` on. What a symbol costs depends on the character before it and
 * not on how that one was written, so the cheapest way to each position is found from left to right.
 */
export function planText(start: number, first: Distribution): void {
  const { after, spellings } = model();
  totals.fill(2 ** 30, start + 1, textsEnd + 1);
  totals[start] = 0;
  let { costs } = first;
  for (from = start; from < textsEnd;) {
    total = totals[from]!;
    longest = 1;
    symbol = units[from]!;
    // Characters are symbols themselves.
    if (symbol < end) offer(1, costs[symbol]!, 0);
    symbol = end;
    for (spelling of spellings) {
      total = totals[from]! + costs[++symbol]!;
      spelling.find(from, offer);
    }
    // Nothing better begins within a long one: half the time, and links as short (measured).
    from += longest < longEnough ? 1 : longest;
    ({ costs } = after(units[from - 1]!));
  }
  for (let to = textsEnd; to > start; to = starts[to]!) ends[starts[to]!] = to;
}

/** @returns what it costs more than the cheapest way so far to where it leads, which it becomes below 0 */
function offer(length: number, cost: number, detail: number): number {
  const to = from + length;
  const surplus = total + cost - totals[to]!;
  if (surplus < 0) {
    totals[to]! += surplus;
    starts[to] = from;
    symbols[to] = symbol;
    details[to] = detail;
    if (length > longest && spelling.isWhole) longest = length;
  }
  return surplus;
}
