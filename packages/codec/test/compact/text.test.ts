import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkError } from '@hitmark/codec';
import { RangeDecoder } from '../../src/compact/range-decoder.ts';
import {
  clearChoices,
  finishChoices,
  writeBits,
  writeChoice,
} from '../../src/compact/range-encoder.ts';
import { beginWriting, readText, writeText } from '../../src/compact/text.ts';
import type { TextKind } from '../../src/compact/model.ts';

const kinds = fc.constantFrom<TextKind[]>('url', 'json', 'text');
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.json({ maxDepth: 2 }),
  fc
    .array(fc.constantFrom('https://www.', 'abc', '12', '2026-11-22', '-', 'é', '\uD800'))
    .map((parts) => parts.join('')),
);

describe('texts', () => {
  it('are read as they were written, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, kinds), { maxLength: 4 }), (texts) => {
        expect(roundTrip(texts)).toEqual(texts.map(([text]) => text));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['nothing', ''],
    ['control characters', '\0\n\x7f'],
    ['lone surrogates', '\uD800x\uDC00'],
    ['an emoji', '👩‍🚀'],
    ['a UUID', '550e8400-e29b-41d4-a716-446655440000'],
    ['a UUID in capitals', '550E8400-E29B-41D4-A716-446655440000'],
    ['a date', '2026-02-28'],
    ['a date that does not exist', '2026-02-30'],
    ['a date before 1970', '1969-12-31'],
    ['a date after 2149', '9999-12-31'],
    ['a time', '2026-11-22T09:30:00Z'],
    ['a time to the millisecond', '2026-11-22T09:30:00.123Z'],
    ['a time that does not exist', '2026-11-22T25:30:00.123Z'],
    ['leading zeros', '000123'],
    ['digits longer than a run', '1'.repeat(40)],
    ['hex longer than a run', 'abcdef0123'.repeat(9)],
    ['a monotonous text', 'a'.repeat(5000)],
  ])('may hold %s', (_, text) => {
    expect(roundTrip([[text, 'text']])).toEqual([text]);
  });

  it.each([
    ['a UUID', '550e8400-e29b-41d4-a716-446655440000', 17],
    ['a time', '2026-11-22T09:30:00.123Z', 7],
    ['a date', '2026-11-22', 4],
    ['an id of 24 hex digits', '65f1c0ffee5f1c0ffee5f1c0', 14],
    ['a number', '1234567890', 6],
    ['a usual beginning', 'https://www.', 3],
  ])('take little room for %s', (_, text, bytes) => {
    expect(write([[text, 'text']]).length).toBeLessThanOrEqual(bytes);
  });

  it('take little room for what stood before', () => {
    const host = 'xq7.unheard-of-shop.test';
    const once = write([[`https://${host}/`, 'url']]).length;
    const twice = write([
      [`https://${host}/`, 'url'],
      [`https://${host}/`, 'url'],
    ]).length;
    expect(twice - once).toBeLessThanOrEqual(6);
  });

  it('are written the same, whatever was written before', () => {
    const texts = fc.array(fc.tuple(anyText, kinds), { maxLength: 4 });
    fc.assert(
      fc.property(texts, texts, (some, others) => {
        const bytes = write(some);
        write(others);
        write([...some, ...others]);
        expect(write(some)).toEqual(bytes);
      }),
    );
  });

  it('are written the same, whether or not they were written among others before', () => {
    const piece = fc.constantFrom(
      'https://www.',
      'acme.test/',
      '_id":',
      '0000',
      '12',
      '-02-3',
      '\n',
    );
    const alike = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''));
    const texts = fc.array(fc.tuple(alike, kinds), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(texts, texts, (some, others) => {
        forgetAll();
        const bytes = write([...some, ...others]);
        forgetAll();
        for (const before of [others, some, [...others, ...some], [...some, ...others]]) {
          write(before);
        }
        expect(write([...some, ...others])).toEqual(bytes);
      }),
      // To forget takes long.
      { numRuns: 15 },
    );
  });

  it('are at most 32,768 characters together', () => {
    expect(() => write([['a'.repeat(40_000), 'text']])).toThrow(RangeError);
  });

  it('of any bytes are texts or a LinkError, and no bomb', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), kinds, (bytes, kind) => {
        const reading = { from: new RangeDecoder(bytes), history: '' };
        const outcome = lengthOrError(() => readText(reading, kind));
        expect(outcome === 'LinkError' || outcome <= 2 ** 15).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

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
          const part = decoder.part(bits);
          expect(part >= start && part < start + size).toBe(true);
          decoder.narrow(start, size);
        }
        expect(decoder.isComplete()).toBe(true);
      }),
    );
  });

  it('has one spelling for every sequence', () => {
    fc.assert(
      fc.property(choices, fc.uint8Array({ maxLength: 3 }), fc.nat(), (written, more, at) => {
        const bytes = encode(written);
        const other = Uint8Array.from([...bytes, ...more]);
        if (more.length === 0 && other.length > 0) other[at % other.length]! ^= 1 << (at % 8);
        const decoder = new RangeDecoder(other);
        const isSame = written.every(([bits, start, size]) => {
          const part = decoder.part(bits);
          decoder.narrow(start, size);
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
        clearChoices();
        writeBits(number, 50);
        expect(new RangeDecoder(finishChoices()).readBits(50)).toBe(number);
      }),
    );
  });

  function encode(written: readonly (readonly [number, number, number])[]): Uint8Array {
    clearChoices();
    for (const [bits, start, size] of written) writeChoice(start, size, bits);
    return finishChoices().slice();
  }
});

function lengthOrError(read: () => string): number | 'LinkError' {
  try {
    return read().length;
  } catch (error) {
    if (error instanceof LinkError) return 'LinkError';
    throw error;
  }
}

/** More than what is remembered of texts on Node. */
function forgetAll(): void {
  const text = Array.from({ length: 20_001 }, (_, at) => String.fromCharCode(1000 + at)).join('');
  for (const kind of ['url', 'json', 'text'] as const) write([[text, kind]]);
}

function write(texts: readonly (readonly [string, TextKind])[]): Uint8Array {
  beginWriting('');
  for (const [text, kind] of texts) writeText(text, kind);
  return finishChoices().slice();
}

function roundTrip(texts: readonly (readonly [string, TextKind])[]): string[] {
  const reading = { from: new RangeDecoder(write(texts)), history: '' };
  const read = texts.map(([, kind]) => readText(reading, kind));
  expect(reading.from.isComplete()).toBe(true);
  return read;
}
