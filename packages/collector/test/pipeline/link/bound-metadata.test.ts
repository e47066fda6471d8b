import type { JsonValue } from '@hitmark/codec';
import { describe, expect, it } from 'vitest';
import { boundMetadata } from '../../../src/pipeline/link/bound-metadata.ts';
import { sampleLink } from '../sample-link.ts';

/** Lists and objects by turns, as many levels. */
function nested(levels: number): JsonValue {
  if (levels === 0) return 'core';
  return levels % 2 === 0 ? { in: nested(levels - 1) } : [0, nested(levels - 1)];
}

describe('metadata of a link', () => {
  it.each([null, 'text', {}, { customer: 1, tags: ['a', 'b'] }, nested(32)])(
    'stays as it is: %j',
    (metadata) => {
      expect(boundMetadata(sampleLink({ metadata })).metadata).toEqual(metadata);
    },
  );

  it.each([33, 34, 990])('of %i levels is left out, and the rest of the link stays', (levels) => {
    const link = sampleLink({ metadata: nested(levels) });
    expect(boundMetadata(link)).toEqual({ ...link, metadata: null });
  });
});
