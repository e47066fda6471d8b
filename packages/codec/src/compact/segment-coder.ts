import type { History } from './history.ts';
import type { RangeDecoder } from './range-decoder.ts';
import type { RangeEncoder } from './range-encoder.ts';

/** Codes segments of a text, such as a word or a date, at less than a literal for each character. */
export interface SegmentCoder {
  /** True where a segment is one thing, and does not end where a run or a match happens to end. */
  readonly isAtomic?: true;
  /** Offers the segments that begin at `at` in the last text of the history. */
  find(at: number, history: History, offer: OfferSegment): void;
  /** Writes what follows the segment's symbol, with the detail that was offered. */
  write(encoder: RangeEncoder, history: History, start: number, end: number, detail: number): void;
  /** Reads what `write` wrote. @returns the segment; nothing where that is none */
  read(decoder: RangeDecoder, history: string): string;
}

/**
 * @param cost of what `write` will write
 * @returns what the segment costs more than the cheapest way so far to where it ends; less than 0 where
 *   it was taken for that
 */
export type OfferSegment = (length: number, cost: number, detail: number) => number;
