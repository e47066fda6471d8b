import { memoize } from '../memoize.ts';
import { model } from './model.ts';
import type { Step } from './step.ts';
import { end, firstSpelling } from './symbols.ts';

/**
 * The steps that can be made at each position of a text, whatever other texts stand before it.
 *
 * They are kept, since an email's links are the same for every recipient, and a recipient's metadata is
 * the same in every link.
 *
 * @param text after the character that stands before it, which may be one of a run
 */
export function findWays(text: string): (at: number) => readonly Step[] {
  const known = waysIn(text);
  return (at) => (known[at] ??= waysAt(text, at + 1));
}

// More of them, of recipients that come once, would only be moved about in memory.
const waysIn = /* @__PURE__ */ memoize((): (readonly Step[])[] => [], 8000);

function waysAt(text: string, at: number): readonly Step[] {
  const ways: Step[] = [];
  let symbol = text.charCodeAt(at);
  const offer = (length: number, cost: number, detail = 0): void => {
    ways.push({ symbol, length, cost, detail });
  };
  if (symbol < end) offer(1, 0);
  symbol = firstSpelling;
  for (const spelling of model().spellings) {
    spelling.find(text, at, offer);
    symbol++;
  }
  return ways;
}
