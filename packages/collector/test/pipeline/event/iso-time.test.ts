import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createIsoTime } from '../../../src/pipeline/event/iso-time.ts';

const latest = 8.64e15;

it('writes any times, in any order, as Date does', () => {
  const isoTime = createIsoTime();
  const times = fc.oneof(
    fc.integer({ min: -latest, max: latest }),
    // Of a few seconds, around 1970 and around one of today.
    fc.integer({ min: -3_000, max: 3_000 }),
    fc.integer({ min: 1_795_000_000_000, max: 1_795_000_003_000 }),
    fc.constantFrom(latest, -latest, 1_795_000_000_000.75),
  );
  fc.assert(
    fc.property(times, (time) => {
      expect(isoTime(time)).toBe(new Date(time).toISOString());
    }),
    { numRuns: 2_000 },
  );
});

it('throws the error of Date for an invalid time', () => {
  expect(() => createIsoTime()(Number.NaN)).toThrow(RangeError);
});
