import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256Hex as byNode } from '../../src/event/sha256.node.ts';
import { sha256Hex } from '../../src/event/sha256.ts';

it('sha256Hex is the same in Node as elsewhere', () => {
  expect(sha256Hex('abc')).toMatch(/^ba7816bf8f01cfea/);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(byNode(text)).toBe(sha256Hex(text));
    }),
  );
});
