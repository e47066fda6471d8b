import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TextKind } from '../../src/compact/context-model.ts';
import { createTextCache } from '../../src/compact/text-cache.node.ts';
import { createWriter, write } from '../support/write-texts.ts';

const kinds = fc.constantFrom<TextKind[]>('url', 'json', 'text');

it('texts are written the same wherever they begin, also by a writer that remembers', () => {
  // Pieces that are about as cheap in full as copied, and characters before them that none is copied from.
  const piece = fc.constantFrom('q;', 'zx', '12', '-~', 'xk', '"}', 'Wq');
  const repetitive = fc
    .array(piece, { minLength: 3, maxLength: 5 })
    .chain((some) => fc.array(fc.constantFrom(some.join(''), ...some), { maxLength: 12 }))
    .map((parts) => parts.join(''));
  const filler = (length: number) =>
    Array.from({ length }, (_, at) => String.fromCharCode(2000 + at)).join('');
  const before = fc.tuple(fc.oneof(fc.nat(300), fc.constantFrom(40, 100)), fc.nat(30));
  const befores = fc.array(before, { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(repetitive, kinds, befores, (text, kind, some) => {
      const remembers = createWriter(createTextCache());
      for (const [length, shared] of some) {
        const start = text.slice(0, shared);
        const link = [
          [start + filler(length - start.length), 'text'],
          [text, kind],
        ] as const;
        expect(remembers(link)).toEqual(write(link));
      }
    }),
    { numRuns: 2000 },
  );
});
