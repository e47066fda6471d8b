import type { RangeDecoder, RangeEncoder } from './range-coder.ts';

/** A way to write a piece of text that is cheaper than writing its characters. */
export interface Spelling {
  /** Offers the pieces that begin at `at` and can be written so. Copies may come from before it. */
  find(text: string, at: number, offer: Offer): void;
  /** Reads what follows the spelling's symbol. */
  read(from: RangeDecoder, before: string): string;
}

/** `cost` is that of what `write` writes, after the spelling's symbol. */
export type Offer = (length: number, cost: number, write: (to: RangeEncoder) => void) => void;
