import type { History } from './history.ts';
import type { RangeDecoder } from './range-decoder.ts';
import type { RangeEncoder } from './range-encoder.ts';

/** Codes segments of a text, such as a word or a date, in fewer bits than its characters one by one. */
export interface SegmentCoder {
  /**
   * True where a segment is a unit of its own, such as a date: inside a long one no other segment is looked for.
   * A repetition is none, since it ends anywhere.
   */
  readonly isAtomic?: true;
  /** Offers the segments that begin at `at` in the last text of the history. */
  find(at: number, history: History, offer: OfferSegment): void;
  /** Writes what follows the segment's symbol, with the detail that was offered. */
  write(encoder: RangeEncoder, history: History, start: number, end: number, detail: number): void;
  /** Reads what `write` wrote. @returns the segment; an empty text where the bits are no segment */
  read(decoder: RangeDecoder, history: string): string;
}

/**
 * Offers a segment to the search for the cheapest coding of a text.
 *
 * @param length of the segment, in UTF-16 code units
 * @param cost of what `write` will write, in the unit of `bitCost`
 * @param detail number that `write` gets, such as the place of a word in its list
 * @returns cost beyond that of the cheapest coding so far up to the segment's end; below 0: the segment is now
 *   part of the cheapest
 */
export type OfferSegment = (length: number, cost: number, detail: number) => number;
