import { bitCost } from './frequency-table.ts';
import { positionBits } from './history.ts';
import { matchCoder } from './match-coder.ts';
import type { OfferSegment, SegmentCoder } from './segment-coder.ts';

/**
 * Span of places at which a text may begin and be written the same, as far as matches within it go: from
 * `low` to `high`. Places cost more bits the further on they are.
 */
export interface MatchReach {
  readonly low: number;
  readonly high: number;
  /** The positions in the text where a match with an earlier text would have been considered. */
  readonly looks: readonly number[];
}

/** Finds out the reach of a text while it is written. */
export interface ReachObserver {
  /** `matchCoder`, observed. */
  readonly coder: SegmentCoder;
  readonly begin: (start: number) => void;
  readonly finish: () => MatchReach;
}

export function createReachObserver(): ReachObserver {
  // State of the text that is being written.
  let start = 0;
  let low = 0;
  let high = 0;
  let looks: number[] = [];
  // State of the position at which matches are sought.
  let from = 0;
  let offer: OfferSegment;

  return {
    coder: {
      ...matchCoder,
      find(at, history, offerSegment) {
        looks.push(at - start);
        from = at;
        offer = offerSegment;
        matchCoder.find(at, history, compare);
      },
      write(encoder, history, at, end, place) {
        matchCoder.write(encoder, history, at, end, place);
        // It names its place, which is there with these texts before it only, or where this one begins.
        low = Math.max(low, start);
        high = place < start ? -1 : Math.min(high, start);
      },
    },
    begin(textStart) {
      start = textStart;
      low = 0;
      high = Infinity;
      looks = [];
    },
    finish: () => ({ low, high, looks }),
  };

  function compare(length: number, cost: number, place: number): number {
    const surplus = offer(length, cost, place);
    const bits = positionBits(from);
    // Further back it costs less. (Further on it costs more, which is all the same where it is not written.)
    if (surplus < (bits - positionBits(from - start)) * bitCost) {
      low = Math.max(low, 2 ** (bits - 1) - from + start);
    }
    return surplus;
  }
}
