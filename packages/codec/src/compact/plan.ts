import { findCopies } from './copies.ts';
import { model, type TextKind } from './model.ts';
import type { PiecesBefore } from './pieces-before.ts';
import type { Step } from './step.ts';
import { firstSpelling } from './symbols.ts';
import { findWays } from './ways.ts';

/** From how many characters on a whole piece is not looked into for others. */
const longEnough = 8;

// Kept for all texts: to make them anew would take as long as the rest (measured).
const totals = /* @__PURE__ */ new Int32Array(2 ** 15);
const steps: Step[] = [];

/**
 * The cheapest way to write a text: its steps, each at the position where it begins; until the next
 * text is planned. What a symbol costs depends on the character before it and not on how that one was
 * written, so the cheapest way to each position is found from left to right.
 *
 * @param past all texts so far, this one being the rest from `start` on
 */
export function planText(
  past: string,
  start: number,
  kind: TextKind,
  before: PiecesBefore,
): readonly Step[] {
  const { atStart, after, spellings } = model();
  const waysAt = findWays(start > 0 ? past.slice(start - 1) : `\n${past}`);
  const length = past.length - start;
  totals.fill(2 ** 30, 1, length + 1);
  let { costs } = atStart[kind];
  let at = 0;
  while (at < length) {
    let longest = 1;
    for (const step of waysAt(at)) {
      const total = totals[at]! + costs[step.symbol]!;
      if (step.length === 0) {
        if (before.has(past, start + at)) takeCopies(past, start, at, step, total);
      } else if (take(step, at, total) && step.length > longest) {
        if (spellings[step.symbol - firstSpelling]!.isWhole) longest = step.length;
      }
    }
    // Nothing better begins within a long one: half the time, and links as short (measured).
    at += longest < longEnough ? 1 : longest;
    ({ costs } = after(past.charCodeAt(start + at - 1)));
  }

  // From each position's last step to its next.
  for (let step = steps[at]!; at > 0;) {
    at -= step.length;
    const last = steps[at]!;
    steps[at] = step;
    step = last;
  }
  return steps;
}

/** @returns whether it is the cheapest way so far to where it leads */
function take(step: Step, at: number, total: number): boolean {
  const to = at + step.length;
  const isBetter = total + step.cost < totals[to]!;
  if (isBetter) {
    totals[to] = total + step.cost;
    steps[to] = step;
  }
  return isBetter;
}

function takeCopies(
  past: string,
  start: number,
  at: number,
  { symbol }: Step,
  total: number,
): void {
  findCopies(past, start + at, (length, cost, detail) => {
    take({ symbol, length, cost, detail }, at, total);
  });
}
