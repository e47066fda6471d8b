import { endOfText } from './context-model.ts';
import { matchCoder } from './match-coder.ts';
import { nonAsciiCoder } from './non-ascii-coder.ts';
import { createPhraseCoder } from './phrase-coder.ts';
import { fragments, jsonDelimiters, urlPrefixes, words } from './phrase-lists.ts';
import { createRunCoder } from './run-coder.ts';
import type { SegmentCoder } from './segment-coder.ts';
import { timestampCoder } from './timestamp-coder.ts';
import { uuidCoder } from './uuid-coder.ts';

export const firstSegment = endOfText + 1;

/** In the order of their symbols, from `firstSegment` on, and of the columns of weights. */
export const segmentCoders: readonly SegmentCoder[] = /* @__PURE__ */ createSegmentCoders();

function createSegmentCoders(): readonly SegmentCoder[] {
  return [
    createPhraseCoder(urlPrefixes),
    createPhraseCoder(jsonDelimiters),
    createPhraseCoder(words),
    createPhraseCoder(fragments),
    matchCoder,
    uuidCoder,
    createRunCoder(16, 6, 6),
    createRunCoder(10, 2, 4),
    createRunCoder(62, 4, 5),
    timestampCoder,
    nonAsciiCoder,
  ];
}
