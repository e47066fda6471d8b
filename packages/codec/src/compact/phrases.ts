import { distribution, readSymbol, writeSymbol } from './distribution.ts';
import type { PhraseList } from './preset.ts';
import type { Spelling } from './spelling.ts';
import { units } from './texts.ts';

/** The phrases of a list by their code units, one level each. */
interface Branch {
  readonly next: Branch[];
  /** Place in the list of the phrase that ends here; -1: none. */
  rank: number;
}

/** The phrases of a list, which by Zipf's law are the rarer, the further back they stand. */
export function phrases({ phrases: list, head }: PhraseList): Spelling {
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
