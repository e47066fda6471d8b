import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkError } from '@hitmark/codec';
import type { TextKind } from '../../src/compact/context-model.ts';
import { RangeDecoder } from '../../src/compact/range-decoder.ts';
import { createTextCache } from '../../src/compact/text-cache.node.ts';
import { createTextReader } from '../../src/compact/text-reader.ts';
import { createWriter, write, type Texts } from '../support/write-texts.ts';

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

  it('are written the same, whatever was written before, also by a writer that remembers', () => {
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
    const texts = fc.array(fc.tuple(fc.oneof(alike, anyText), kinds), { maxLength: 4 });
    const links = fc.array(texts, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(links, fc.constantFrom('', 'https://www.acme.test/ 12'), (some, dictionary) => {
        const [remembers, forgets] = [createWriter(createTextCache()), createWriter()];
        const mixed = [...some, some.flat(), ...some.toReversed(), some.toReversed().flat()];
        for (const link of mixed) {
          const bytes = createWriter()(link, dictionary);
          expect(remembers(link, dictionary)).toEqual(bytes);
          expect(forgets(link, dictionary)).toEqual(bytes);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are written the same where one has a line end, as there is between texts', () => {
    const remembers = createWriter(createTextCache());
    for (const link of [
      [['q;ab\nzxq;', 'text']],
      [
        ['q;ab', 'text'],
        ['zxq;', 'text'],
        ['q;ab\nzxq;', 'text'],
      ],
    ] as const) {
      expect(remembers(link)).toEqual(write(link));
    }
  });

  it('are repeated, not parsed again, by a writer that remembers them', () => {
    const observed: number[] = [];
    const cache = createTextCache();
    const counting = {
      ...cache,
      keep: (...kept: Parameters<typeof cache.keep>) => {
        observed.push(kept[0].length);
        cache.keep(...kept);
      },
    };
    const writeCounted = createWriter(counting);
    const texts = [
      ['https://www.example.com/a', 'url'],
      ['{"id":17}', 'json'],
    ] as const;
    writeCounted(texts);
    writeCounted(texts);
    writeCounted([texts[0], ['another', 'text'], texts[1]]);
    expect(observed).toEqual([25, 9, 7]);
  });

  it('are at most 32,768 characters together', () => {
    expect(() => write([['a'.repeat(40_000), 'text']])).toThrow(RangeError);
  });

  it('of any bytes are texts or a LinkError, and no bomb', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), kinds, (bytes, kind) => {
        const read = createTextReader(new RangeDecoder(bytes), '');
        const outcome = lengthOrError(() => read(kind));
        expect(outcome === 'LinkError' || outcome <= 2 ** 15).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

function lengthOrError(read: () => string): number | 'LinkError' {
  try {
    return read().length;
  } catch (error) {
    if (error instanceof LinkError) return 'LinkError';
    throw error;
  }
}

function roundTrip(texts: Texts): string[] {
  const decoder = new RangeDecoder(write(texts));
  const readText = createTextReader(decoder, '');
  const read = texts.map(([, kind]) => readText(kind));
  expect(decoder.isComplete()).toBe(true);
  return read;
}
