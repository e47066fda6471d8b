import { cost, distribution, readSymbol, writeSymbol } from './distribution.ts';
import type { Spelling } from './spelling.ts';

/**
 * Phrases of a list, the likely ones first: by Zipf's law the one of rank `n` is written as one that
 * occurs `1 / (n + head)` times as often.
 */
export function phrases(list: readonly string[], head: number): Spelling {
  const ranks = distribution(list.map((_, rank) => Math.floor(2 ** 24 / (rank + head))));
  const byBeginning = new Map<string, [phrase: string, rank: number][]>();
  list.forEach((phrase, rank) => {
    const beginning = phrase.slice(0, 2);
    byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), [phrase, rank]]);
  });
  return {
    find(text, at, offer) {
      for (const [phrase, rank] of byBeginning.get(text.slice(at, at + 2)) ?? []) {
        if (!text.startsWith(phrase, at)) continue;
        offer(phrase.length, cost(ranks, rank), (to) => writeSymbol(to, ranks, rank));
      }
    },
    read: (from) => list[readSymbol(from, ranks)]!,
  };
}
