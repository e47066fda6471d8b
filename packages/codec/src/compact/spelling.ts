import type { RangeDecoder } from './range-decoder.ts';

/** A way to write a piece of text that is cheaper than one symbol for each of its characters. */
export interface Spelling {
  /** Whether a piece is one thing, such as a word, rather than where something happens to end. */
  readonly isWhole?: true;
  /** Offers the pieces that begin at `at` and can be written so; copies come from before it. */
  find(at: number, offer: Offer): void;
  /** Writes what follows the spelling's symbol, with the detail that was offered. */
  write(start: number, end: number, detail: number): void;
  /** The counterpart of `write`. The piece follows on `history` and `text`; none where it is malformed. */
  read(from: RangeDecoder, history: string, text: string): string;
}

/**
 * @param cost of what `write` will write
 * @returns what the piece costs more than the best way so far; less than 0 where it was taken
 */
type Offer = (length: number, cost: number, detail: number) => number;
