import { distribution, readSymbol, writeSymbol } from './distribution.ts';
import type { Spelling } from './spelling.ts';
import { texts } from './texts.ts';

/** The phrases of a list by their code units, one level each. */
interface Branch {
  readonly unit: number;
  /** Place in the list of the phrase that ends here; -1: none. */
  rank: number;
  /** Its last branch, and the one before it on the same level: most have one or two. */
  child: Branch | null;
  readonly sibling: Branch | null;
}

/**
 * The phrases of a list, the likely first. By Zipf's law the one of rank `n` is taken to occur in
 * proportion to `1 / (n + head)`.
 */
export function phrases(list: readonly string[], head: number): Spelling {
  const ranks = distribution(list.map((_, rank) => Math.floor(2 ** 24 / (rank + head))));
  const roots = Array.from({ length: 128 }, (_, unit) => branch(unit, null));
  list.forEach((phrase, rank) => {
    let at = roots[phrase.charCodeAt(0)]!;
    for (let index = 1; index < phrase.length; index++) {
      const unit = phrase.charCodeAt(index);
      at = childOf(at, unit) ?? (at.child = branch(unit, at.child));
    }
    at.rank = rank;
  });
  return {
    isWhole: true,
    starts: (unit) => list.some((phrase) => phrase.charCodeAt(0) === unit),
    find(at, offer) {
      const { units } = texts;
      let end = at + 1;
      for (let next: Branch | null = roots[units[at]!]!; next; next = childOf(next, units[end++]!)) {
        if (next.rank >= 0) offer(end - at, ranks.costs[next.rank]!, next.rank);
      }
    },
    write: (_start, _end, rank) => writeSymbol(ranks, rank),
    read: (from) => list[readSymbol(from, ranks)]!,
  };
}

function branch(unit: number, sibling: Branch | null): Branch {
  return { unit, rank: -1, child: null, sibling };
}

function childOf({ child }: Branch, unit: number): Branch | null {
  let next = child;
  while (next && next.unit !== unit) next = next.sibling;
  return next;
}
