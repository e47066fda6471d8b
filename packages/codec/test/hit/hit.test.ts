import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  HitError,
  encodeQuery,
  maxAgeMs,
  parse,
  serialize,
  wire,
  type Hit,
} from '@hitmark/codec/hit';

interface Vectors {
  readonly good: readonly { name: string; query: string; hit: Hit }[];
  readonly bad: readonly { name: string; query: string; code: string; parameter: string | null }[];
}

const vectors = JSON.parse(
  readFileSync(new URL('hit-vectors.json', import.meta.url), 'utf8'),
) as Vectors;

describe('parse', () => {
  it.each(vectors.good)('reads $name', ({ query, hit }) => {
    expect(parse(query)).toEqual(hit);
  });

  it.each(vectors.bad)('refuses $name', ({ query, code, parameter }) => {
    expect(failure(() => parse(query))).toMatchObject({ name: 'HitError', code, parameter });
  });

  it('takes 64 data names and refuses the 65th', () => {
    const names = Array.from({ length: 65 }, (_, index) => `d.n${index}=1`);
    expect(Object.keys(parse(names.slice(1).join('&')).data ?? {})).toHaveLength(64);
    expect(failure(() => parse(names.join('&')))).toMatchObject({ code: 'too-much-data' });
  });

  it('reads 32 levels of data as JSON and refuses the 33rd, before anything is made of them', () => {
    const lists = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect(parse(`d={"a":${lists(31)}}`)).toEqual({ data: { a: lists(31) } });
    for (const levels of [32, 16_000, 30_000]) {
      expect(failure(() => parse(`d={"a":${lists(levels)}}`))).toMatchObject({
        code: 'too-deep',
        parameter: 'd',
      });
    }
  });

  it('says what it expected, and never repeats a value that came from outside', () => {
    const error = failure(() => parse('t=secret-value'));
    expect(error.message).toBe('expected t (time) to be a whole number from 0 to 8640000000000000');
  });

  it('answers any text with a hit or a HitError, and leaves prototypes alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (query) => {
        expect(['hit', 'HitError']).toContain(outcome(query));
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
    );
  });
});

describe('serialize', () => {
  it.each(vectors.good)('writes $name so that it reads the same', ({ hit }) => {
    expect(parse(serialize(hit))).toEqual(hit);
  });

  it('round-trips any hit', () => {
    fc.assert(
      fc.property(anyHit(), (hit) => {
        expect(parse(serialize(hit))).toEqual(withoutEmpty(hit));
      }),
    );
  });

  it('leaves the characters of an address as they are, where a query allows them', () => {
    expect(serialize({ url: 'https://site.test/a,b?x=1&y=@#z' })).toBe(
      'u=https://site.test/a,b?x%3D1%26y%3D@%23z',
    );
  });

  it('refuses what parse would refuse', () => {
    expect(() => serialize({ scroll: 101 })).toThrow('expected scroll to be a whole number from 0');
    expect(() => serialize({ screen: 'wide' })).toThrow(RangeError);
    expect(() => serialize({ time: Number.NaN })).toThrow(RangeError);
  });
});

describe('encodeQuery', () => {
  it('takes lone surrogates, which encodeURIComponent throws on', () => {
    expect(encodeQuery({ s: 'a\uD800b' })).toBe('s=a%EF%BF%BDb');
  });

  it('leaves out what is empty, and keeps 0', () => {
    expect(encodeQuery({ a: null, b: undefined, c: '', d: 0 })).toBe('d=0');
  });
});

describe('wire', () => {
  it('gives every field its own name', () => {
    const names = Object.values(wire);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has the names that were published, which never change', () => {
    expect(Object.values(wire).join(' ')).toBe(
      'r t s a i v e u h f n c l x w z g y o q b ms mm mn mt mc k',
    );
  });
});

function failure(run: () => unknown): HitError {
  try {
    run();
  } catch (error) {
    if (error instanceof HitError) return error;
    throw error;
  }
  throw new Error('expected a HitError, got none');
}

function outcome(query: string): unknown {
  try {
    parse(query);
    return 'hit';
  } catch (error) {
    return error instanceof HitError ? 'HitError' : error;
  }
}

function withoutEmpty(hit: Hit): Hit {
  return Object.fromEntries(Object.entries(hit).filter(([, value]) => value !== ''));
}

const text = fc.string({ unit: 'grapheme', maxLength: 200 });

function anyHit(): fc.Arbitrary<Hit> {
  const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
  const size = fc
    .tuple(fc.nat(99_999), fc.nat(99_999))
    .map(([width, height]) => `${width}x${height}`);
  const sites = fc
    .uniqueArray(
      fc.string({ minLength: 1, maxLength: 64 }).filter((name) => !name.includes(',')),
      { minLength: 1, maxLength: 8 },
    )
    .map((list) => list.join(','));
  const names = fc
    .string({ minLength: 1, maxLength: 64 })
    .filter((name) => !forbidden.has(name) && name.isWellFormed());
  return fc.record(
    {
      random: fc.string({ maxLength: 64 }),
      time: fc.nat({ max: 8.64e15 }),
      search: text,
      ageMs: fc.nat({ max: maxAgeMs }),
      site: sites,
      event: fc.string({ maxLength: 128 }),
      url: fc.webUrl({ withQueryParameters: true, withFragments: true }),
      title: text,
      screen: size,
      viewport: size,
      scroll: fc.nat({ max: 100 }),
      consent: fc.constantFrom('granted' as const, 'denied' as const),
      anonymous: fc.boolean(),
      weight: fc.integer({ min: 1, max: 1_000_000 }),
      data: fc.dictionary(names, fc.string({ unit: 'grapheme', minLength: 1 }), {
        minKeys: 1,
        maxKeys: 10,
        noNullPrototype: true,
      }),
    },
    { requiredKeys: [] },
  );
}
