import { withCopies } from './copies.ts';
import { model, type TextKind } from './model.ts';
import type { PiecesBefore } from './pieces-before.ts';
import type { Step } from './step.ts';
import { firstSpelling } from './symbols.ts';
import { findWays } from './ways.ts';

/** From how many characters on a whole piece is not looked into for others. */
const longEnough = 8;

// Kept for all texts: to make them anew would take as long as the rest (measured).
const totals = /* @__PURE__ */ new Int32Array(2 ** 15);
const lastSteps: Step[] = [];

/**
 * The cheapest way to write a text, its last step first. What a symbol costs depends on the character before it and not on
 * how that one was written, so the cheapest way to each position is found from left to right.
 *
 * @param past all texts so far, this one being the rest from `start` on
 */
export function planText(
  past: string,
  start: number,
  kind: TextKind,
  before: PiecesBefore,
): Step[] {
  const { atStart, after, spellings } = model();
  const waysAt = findWays(start > 0 ? past.slice(start - 1) : `\n${past}`);
  const length = past.length - start;
  totals.fill(2 ** 30, 1, length + 1);
  let { costs } = atStart[kind];
  let at = 0;
  while (at < length) {
    const own = waysAt(at);
    const ways = before.has(past, start + at) ? withCopies(own, past, start + at) : own;
    let longest = 1;
    for (const step of ways) {
      const to = at + step.length;
      const total = totals[at]! + costs[step.symbol]! + step.cost;
      if (total >= totals[to]!) continue;
      totals[to] = total;
      lastSteps[to] = step;
      if (step.length > longest && spellings[step.symbol - firstSpelling]!.isWhole) {
        longest = step.length;
      }
    }
    // Nothing better begins within a long one: half the time, and links as short (measured).
    at += longest < longEnough ? 1 : longest;
    ({ costs } = after(past.charCodeAt(start + at - 1)));
  }

  const plan: Step[] = [];
  for (; at > 0; at -= lastSteps[at]!.length) plan.push(lastSteps[at]!);
  return plan;
}
