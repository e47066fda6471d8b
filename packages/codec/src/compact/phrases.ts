import { distribution, readSymbol, writeSymbol } from './distribution.ts';
import type { Spelling } from './spelling.ts';
import { units } from './texts.ts';

/** The phrases of a list by their code units, one level each. */
interface Branch {
  readonly next: Branch[];
  /** Place in the list of the phrase that ends here; -1: none. */
  rank: number;
}

/**
 * The phrases of a list, the likely first. By Zipf's law the one of rank `n` is taken to occur in
 * proportion to `1 / (n + head)`.
 */
export function phrases(list: readonly string[], head: number): Spelling {
  const ranks = distribution(list.map((_, rank) => Math.floor(2 ** 24 / (rank + head))));
  const root: Branch = { next: [], rank: -1 };
  list.forEach((phrase, rank) => {
    let branch = root;
    for (let at = 0; at < phrase.length; at++) {
      branch = branch.next[phrase.charCodeAt(at)] ??= { next: [], rank: -1 };
    }
    branch.rank = rank;
  });
  return {
    isWhole: true,
    find(at, offer) {
      let branch: Branch | undefined = root;
      for (let end = at; branch; branch = branch.next[units[end++]!]) {
        if (branch.rank >= 0) offer(end - at, ranks.costs[branch.rank]!, branch.rank);
      }
    },
    write: (_start, _end, rank) => writeSymbol(ranks, rank),
    read: (from) => list[readSymbol(from, ranks)]!,
  };
}
