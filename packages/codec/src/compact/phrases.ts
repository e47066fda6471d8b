import { distribution, readSymbol, writeSymbol } from './distribution.ts';
import type { Spelling } from './spelling.ts';

/** The phrases of a list by their code units, one level each. */
interface Branch {
  readonly next: Branch[];
  /** Place in the list of the phrase that ends here. */
  rank: number | null;
}

/**
 * The phrases of a list, the likely first. By Zipf's law the one of rank `n` is taken to occur in
 * proportion to `1 / (n + head)`.
 */
export function phrases(list: readonly string[], head: number): Spelling {
  const ranks = distribution(list.map((_, rank) => Math.floor(2 ** 24 / (rank + head))));
  const root: Branch = { next: [], rank: null };
  list.forEach((phrase, rank) => {
    let branch = root;
    for (let at = 0; at < phrase.length; at++) {
      branch = branch.next[phrase.charCodeAt(at)] ??= { next: [], rank: null };
    }
    branch.rank = rank;
  });
  return {
    isWhole: true,
    find(text, at, offer) {
      let branch = root.next[text.charCodeAt(at)];
      for (let end = at + 1; branch; branch = branch.next[text.charCodeAt(end++)]) {
        if (branch.rank !== null) offer(end - at, ranks.costs[branch.rank]!, branch.rank);
      }
    },
    write: (to, _, rank) => writeSymbol(to, ranks, rank),
    read: (from) => list[readSymbol(from, ranks)]!,
  };
}
