import type { RangeDecoder } from './range-decoder.ts';
import { writeChoice } from './range-encoder.ts';

/** How likely each of a set of symbols is; fixed, so that nothing has to travel or be learned. */
export interface Distribution {
  /** Where each symbol's share begins, out of `2 ** precisionBits`; one more entry for the end. */
  readonly starts: Uint16Array;
  /** The symbol that each part belongs to. */
  readonly symbols: Uint8Array;
  /** What writing each symbol costs, in units of which a bit has `bitCost`. */
  readonly costs: Uint16Array;
}

export const bitCost = 64;

const precisionBits = 14;
const total = 2 ** precisionBits;

/** `weights` are whole numbers; every symbol gets a share, also one of weight 0. */
export function distribution(weights: readonly number[]): Distribution {
  const sum = weights.reduce((left, right) => left + right, 0);
  const spare = total - weights.length;
  const starts = new Uint16Array(weights.length + 1);
  const costs = new Uint16Array(weights.length);
  const symbols = new Uint8Array(total);
  let seen = 0;
  weights.forEach((weight, symbol) => {
    seen += weight;
    const start = starts[symbol]!;
    // Rounding the running sum, not each share, leaves nothing over.
    const end = symbol + 1 + Math.floor((seen * spare) / sum);
    starts[symbol + 1] = end;
    costs[symbol] = costOf(end - start);
    symbols.fill(symbol, start, end);
  });
  return { starts, symbols, costs };
}

export function writeSymbol({ starts }: Distribution, symbol: number): void {
  const start = starts[symbol]!;
  writeChoice(start, starts[symbol + 1]! - start, precisionBits);
}

export function readSymbol(from: RangeDecoder, { starts, symbols }: Distribution): number {
  const symbol = symbols[from.part(precisionBits)]!;
  const start = starts[symbol]!;
  from.narrow(start, starts[symbol + 1]! - start);
  return symbol;
}

/** Engines agree here, though Math.log2 may differ in its last bit: no share's cost is that close to a half. */
function costOf(share: number): number {
  return Math.round(bitCost * (precisionBits - Math.log2(share)));
}
