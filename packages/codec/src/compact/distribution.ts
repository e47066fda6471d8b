import type { RangeDecoder, RangeEncoder } from './range-coder.ts';

/** How likely each of a set of symbols is; fixed, so that nothing has to travel or be learned. */
export interface Distribution {
  /** Where each symbol's share begins, out of `2 ** precisionBits`; one more entry for the end. */
  readonly starts: Uint16Array;
  /** For each 16 parts, the symbol that the first of them belongs to: where a search begins. */
  readonly firstSymbols: Uint16Array;
  /** What writing each symbol costs, in units of which a bit has `bitCost`. */
  readonly costs: Uint16Array;
}

export const bitCost = 64;

const precisionBits = 14;
const total = 2 ** precisionBits;
const bucketBits = 4;

/** `weights` are whole numbers; every symbol gets a share, also one of weight 0. */
export function distribution(weights: readonly number[]): Distribution {
  const sum = weights.reduce((left, right) => left + right, 0);
  const spare = total - weights.length;
  const starts = new Uint16Array(weights.length + 1);
  let seen = 0;
  // Rounding the running sum, not each share, leaves nothing over.
  weights.forEach((weight, symbol) => {
    seen += weight;
    starts[symbol + 1] = symbol + 1 + Math.floor((seen * spare) / sum);
  });

  const costs = Uint16Array.from(weights, (_, index) =>
    costOf(starts[index + 1]! - starts[index]!),
  );
  const firstSymbols = new Uint16Array(total >> bucketBits);
  let symbol = 0;
  for (let bucket = 0; bucket < firstSymbols.length; bucket++) {
    while (starts[symbol + 1]! <= bucket << bucketBits) symbol++;
    firstSymbols[bucket] = symbol;
  }
  return { starts, firstSymbols, costs };
}

export function writeSymbol(to: RangeEncoder, { starts }: Distribution, symbol: number): void {
  const start = starts[symbol]!;
  to.write(start, starts[symbol + 1]! - start, precisionBits);
}

export function readSymbol(from: RangeDecoder, { starts, firstSymbols }: Distribution): number {
  const part = from.part(precisionBits);
  let symbol = firstSymbols[part >> bucketBits]!;
  while (starts[symbol + 1]! <= part) symbol++;
  const start = starts[symbol]!;
  from.narrow(start, starts[symbol + 1]! - start);
  return symbol;
}

/** Engines agree here, though Math.log2 may differ in its last bit: no share's cost is that close to a half. */
function costOf(share: number): number {
  return Math.round(bitCost * (precisionBits - Math.log2(share)));
}
