import type { RangeDecoder } from './range-decoder.ts';
import type { RangeEncoder } from './range-encoder.ts';

/** Likelihood of each of a set of symbols; fixed, so that nothing has to travel or be learned. */
export interface FrequencyTable {
  /** Start of each symbol's parts, out of `2 ** precisionBits`; one more entry for the end. */
  readonly starts: Uint16Array;
  /** Cost of each symbol, in units of which a bit has `bitCost`. */
  readonly costs: Uint16Array;
  /** The symbol that each 64th part belongs to: where the search for a part's symbol begins. */
  readonly landmarks: Uint8Array;
}

export const bitCost = 64;

const precisionBits = 14;
const total = 2 ** precisionBits;
const landmarkBits = 6;

/** @param weights whole numbers; every symbol gets a part, also one of weight 0 */
export function createFrequencyTable(weights: readonly number[]): FrequencyTable {
  const sum = weights.reduce((left, right) => left + right, 0);
  const spare = total - weights.length;
  const starts = new Uint16Array(weights.length + 1);
  const costs = new Uint16Array(weights.length);
  let seen = 0;
  weights.forEach((weight, symbol) => {
    seen += weight;
    // Rounding the running sum, not each share, leaves nothing over.
    const end = symbol + 1 + Math.floor((seen * spare) / sum);
    starts[symbol + 1] = end;
    costs[symbol] = costOf(end - starts[symbol]!);
  });
  const landmarks = new Uint8Array(total >> landmarkBits);
  for (let at = 0, symbol = 0; at < landmarks.length; at++) {
    while (starts[symbol + 1]! <= at << landmarkBits) symbol++;
    landmarks[at] = symbol;
  }
  return { starts, costs, landmarks };
}

export function writeSymbol(
  encoder: RangeEncoder,
  { starts }: FrequencyTable,
  symbol: number,
): void {
  const start = starts[symbol]!;
  encoder.encode(start, starts[symbol + 1]! - start, precisionBits);
}

export function readSymbol(decoder: RangeDecoder, { starts, landmarks }: FrequencyTable): number {
  const part = decoder.look(precisionBits);
  let symbol = landmarks[part >> landmarkBits]!;
  while (starts[symbol + 1]! <= part) symbol++;
  const start = starts[symbol]!;
  decoder.take(start, starts[symbol + 1]! - start);
  return symbol;
}

/** Engines agree here, though Math.log2 may differ in its last bit: no size's cost is that close to a half. */
function costOf(size: number): number {
  return Math.round(bitCost * (precisionBits - Math.log2(size)));
}
