/** Random numbers that are the same for the same seed. */
export interface Random {
  /** A number from 0 to below 1. */
  next(): number;
  /** A whole number from 0 to below a limit. */
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Picks an item by weights, whose sum may be any. */
  weighted<Item>(items: readonly (readonly [item: Item, weight: number])[]): Item;
  /** Lower-case hex digits. */
  hex(length: number): string;
}

/** Creates random numbers by mulberry32, which is good enough for made-up visitors. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  const below = (limit: number): number => Math.floor(next() * limit);

  function itemAt<Item>(items: readonly Item[], index: number): Item {
    const item = items[index];
    if (item === undefined) throw new RangeError('createRandom() needs something to pick from');
    return item;
  }

  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => itemAt(items, below(items.length)),
    weighted(items) {
      let rest = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      const found = items.find(([, weight]) => (rest -= weight) < 0);
      return (found ?? itemAt(items, items.length - 1))[0];
    },
    hex: (length) => Array.from({ length }, () => below(16).toString(16)).join(''),
  };
}
