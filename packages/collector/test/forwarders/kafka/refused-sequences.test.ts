import { expect, it } from 'vitest';
import { createRefusedSequences } from '../../../src/forwarders/kafka/refused-sequences.ts';

it('knows refused sequences, and no others', () => {
  const refused = createRefusedSequences();
  refused.add([3, 5], 0);
  expect([3, 4, 5].map((sequence) => refused.hasAny([sequence]))).toEqual([true, false, true]);
  refused.remove([5]);
  expect(refused.hasAny([5, 6])).toBe(false);
});

it('promises nothing of what it has no room for', () => {
  const refused = createRefusedSequences(2);
  refused.add([3, 5, 7, 9], 0);
  expect(refused.all()).toEqual({ sequences: [7, 9], floor: 5 });
  expect([4, 5, 6, 7].map((sequence) => refused.hasAny([sequence]))).toEqual([
    true,
    true,
    false,
    true,
  ]);
});
