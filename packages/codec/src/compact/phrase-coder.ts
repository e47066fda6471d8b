import { createFrequencyTable, readSymbol, writeSymbol } from './frequency-table.ts';
import type { PhraseList } from './phrase-lists.ts';
import type { SegmentCoder } from './segment-coder.ts';

/** Phrases are ASCII. */
const alphabetSize = 128;

/** Codes the phrases of a list by their rank. */
export function createPhraseCoder({ phrases, head }: PhraseList): SegmentCoder {
  const table = createFrequencyTable(phrases.map((_, rank) => Math.floor(2 ** 24 / (rank + head))));
  // A trie: by node and character the next node, by node the rank of the phrase that ends there.
  const next = new Uint16Array((phrases.join('').length + 1) * alphabetSize);
  const ranks: (number | undefined)[] = [undefined];
  phrases.forEach((phrase, rank) => {
    let node = 0;
    for (let at = 0; at < phrase.length; at++) {
      const edge = node * alphabetSize + phrase.charCodeAt(at);
      node = next[edge] ||= ranks.push(undefined) - 1;
    }
    ranks[node] = rank;
  });
  return {
    isAtomic: true,
    find(at, { units }, offer) {
      let node = 0;
      for (let end = at; units[end]! < alphabetSize; end++) {
        node = next[node * alphabetSize + units[end]!]!;
        if (node === 0) return;
        const rank = ranks[node];
        if (rank !== undefined) offer(end + 1 - at, table.costs[rank]!, rank);
      }
    },
    write: (encoder, _history, _start, _end, rank) => writeSymbol(encoder, table, rank),
    read: (decoder) => phrases[readSymbol(decoder, table)]!,
  };
}
