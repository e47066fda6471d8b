import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RangeDecoder } from '../../src/compact/range-decoder.ts';
import { createRangeEncoder } from '../../src/compact/range-encoder.ts';

describe('the range coder', () => {
  const choices = fc.array(
    fc
      .integer({ min: 1, max: 16 })
      .chain((bits) =>
        fc
          .tuple(fc.constant(bits), fc.nat(2 ** bits - 1))
          .chain(([, start]) =>
            fc.tuple(
              fc.constant(bits),
              fc.constant(start),
              fc.integer({ min: 1, max: 2 ** bits - start }),
            ),
          ),
      ),
    { maxLength: 60 },
  );

  it('reads the choices that were written, and knows that it is at the end', () => {
    fc.assert(
      fc.property(choices, (written) => {
        const decoder = new RangeDecoder(encode(written));
        for (const [bits, start, size] of written) {
          const part = decoder.look(bits);
          expect(part >= start && part < start + size).toBe(true);
          decoder.take(start, size);
        }
        expect(decoder.isComplete()).toBe(true);
      }),
    );
  });

  it('has one code for every sequence', () => {
    fc.assert(
      fc.property(choices, fc.uint8Array({ maxLength: 3 }), fc.nat(), (written, more, at) => {
        const bytes = encode(written);
        const other = Uint8Array.from([...bytes, ...more]);
        if (more.length === 0 && other.length > 0) other[at % other.length]! ^= 1 << (at % 8);
        const decoder = new RangeDecoder(other);
        const isSame = written.every(([bits, start, size]) => {
          const part = decoder.look(bits);
          decoder.take(start, size);
          return part >= start && part < start + size;
        });
        expect(isSame && decoder.isComplete()).toBe(other.join() === bytes.join());
      }),
      { numRuns: 1000 },
    );
  });

  it('writes numbers of up to 50 bits', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.nat(2 ** 19 - 1), (low, high) => {
        const number = high * 2 ** 31 + low;
        const encoder = createRangeEncoder();
        encoder.encodeBits(number, 50);
        expect(new RangeDecoder(encoder.finish(0)).decodeBits(50)).toBe(number);
      }),
    );
  });

  function encode(written: readonly (readonly [number, number, number])[]): Uint8Array {
    const encoder = createRangeEncoder();
    for (const [bits, start, size] of written) encoder.encode(start, size, bits);
    return encoder.finish(0);
  }
});
