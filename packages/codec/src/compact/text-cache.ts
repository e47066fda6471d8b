import type { TextKind } from './context-model.ts';
import type { History } from './history.ts';
import type { RangeEncoder } from './range-encoder.ts';
import type { SegmentCoder } from './segment-coder.ts';

/** A cache of encoded texts: a text that comes again is not encoded anew where its code would be the same. */
export interface TextCache {
  /** Wraps a coder: it codes as before, and the cache sees what it does. */
  observe(coder: SegmentCoder): SegmentCoder;
  /** A link begins. */
  begin(): void;
  /**
   * Repeats how the last text of the history was written.
   *
   * @returns false where that is not known, or may be different now: then it is to be written, and kept
   */
  repeat(
    text: string,
    kind: TextKind,
    start: number,
    history: History,
    encoder: RangeEncoder,
  ): boolean;
  /** Keeps how the last text was written. */
  keep(text: string, encoder: RangeEncoder): void;
}

/** None in browsers and edge workers. Node, where many emails are made, has `text-cache.node.ts`. */
export function createTextCache(): TextCache | undefined {
  return undefined;
}
