import type { TextKind } from './context-model.ts';
import type { History } from './history.ts';
import type { RangeEncoder } from './range-encoder.ts';
import type { SegmentCoder } from './segment-coder.ts';

/** A text that is being written. */
export interface TextPosition {
  readonly kind: TextKind;
  /** Place of its first character in the history, whose last text it is. */
  readonly start: number;
  readonly history: History;
  readonly encoder: RangeEncoder;
}

/** A cache of encoded texts: a text that comes again is not encoded anew where its code would be the same. */
export interface TextCache {
  /** Wraps a coder: it codes as before, and the cache sees what it does. */
  observe(coder: SegmentCoder): SegmentCoder;
  /** Begins a link. */
  begin(): void;
  /**
   * Writes a text as it was written before.
   *
   * @returns false where that is not known, or may be different now: then the caller writes and keeps it
   */
  repeat(text: string, position: TextPosition): boolean;
  /** Keeps how the last text was written. */
  keep(text: string, encoder: RangeEncoder): void;
}

/** Creates none in browsers and edge workers. Node, where many emails are made, has `text-cache.node.ts`. */
export function createTextCache(): TextCache | undefined {
  return undefined;
}
