import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeQuery,
  maxAddressLength,
  maxAgeMs,
  maxWordsLength,
  parse,
  readEscapes,
  serialize,
  wire,
  type Cut,
  type CutReason,
  type Hit,
} from '@hitmark/codec/hit';

interface Vector {
  readonly name: string;
  readonly query: string;
  readonly hit: Hit;
}

interface Vectors {
  readonly good: readonly Vector[];
  readonly cut: readonly (Vector & {
    readonly cuts: readonly [reason: CutReason, parameter: string | null][];
  })[];
}

const vectors = JSON.parse(
  readFileSync(new URL('hit-vectors.json', import.meta.url), 'utf8'),
) as Vectors;

describe('parse', () => {
  it.each(vectors.good)('reads $name', ({ query, hit }) => {
    expect(parse(query)).toEqual({ hit, cuts: [] });
  });

  it.each(vectors.cut)('keeps the rest of a hit with $name', ({ query, hit, cuts }) => {
    const expected = cuts.map(([reason, parameter]) => ({ reason, parameter }));
    expect(parse(query)).toEqual({ hit, cuts: expected });
  });

  it.each([
    ['u', 'url', maxAddressLength],
    ['f', 'referrer', maxAddressLength],
    ['h', 'title', maxWordsLength],
    ['s', 'search', maxWordsLength],
    ['mc', 'campaignContent', maxWordsLength],
    ['n', 'user', 256],
  ] as const)('cuts %s to its limit', (name, field, most) => {
    expect(parse(`${name}=${'x'.repeat(most)}`)).toEqual({
      hit: { [field]: 'x'.repeat(most) },
      cuts: [],
    });
    expect(parse(`${name}=${'x'.repeat(most + 1)}`)).toEqual({
      hit: { [field]: 'x'.repeat(most) },
      cuts: [{ reason: 'too-long', parameter: name }],
    });
  });

  it('cuts a text of data to 8,192 characters, in both forms', () => {
    const long = 'x'.repeat(8_193);
    const cuts: Cut[] = [{ reason: 'too-long', parameter: 'd.' }];
    for (const query of [`d.a=${long}`, `d={"a":"${long}"}`]) {
      expect(parse(query)).toEqual({ hit: { data: { a: long.slice(1) } }, cuts });
    }
  });

  it('keeps the first 64 data names, in whatever form they come', () => {
    const names = Array.from({ length: 70 }, (_, index) => `n${index}`);
    const query = names.map((name) => `d.${name}=1`).join('&');
    const json = `d={${names.map((name) => `"${name}":1`).join(',')}}`;
    for (const text of [query, json, `${query}&${json}`]) {
      const { hit, cuts } = parse(text);
      expect(Object.keys(hit.data ?? {})).toEqual(names.slice(0, 64));
      expect(cuts).toContainEqual({ reason: 'too-much-data', parameter: 'd.' });
    }
    expect(parse(names.slice(0, 64).join('=1&d.')).cuts).toEqual([]);
  });

  it('reads 256 parameters and 65,536 characters of a query', () => {
    const many = `${'x=1&'.repeat(255)}x=1`;
    expect(parse(`i=acme&${'zz=1&'.repeat(254)}s=last`)).toEqual({
      hit: { site: 'acme', search: 'last' },
      cuts: [],
    });
    expect(parse(`i=acme&${'zz=1&'.repeat(255)}s=last`)).toEqual({
      hit: { site: 'acme' },
      cuts: [{ reason: 'too-many-parameters', parameter: null }],
    });
    expect(parse(`${'&'.repeat(1_000)}${many.slice(4)}`).cuts).not.toContainEqual({
      reason: 'too-many-parameters',
      parameter: null,
    });
    const long = `i=acme&zz=${'z'.repeat(65_536)}&s=last`;
    expect(parse(long)).toEqual({
      hit: { site: 'acme' },
      cuts: [{ reason: 'too-long', parameter: null }],
    });
  });

  it('reads 32 levels of data as JSON, and leaves out what has more', () => {
    const lists = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect(parse(`d={"a":${lists(31)}}`)).toEqual({ hit: { data: { a: lists(31) } }, cuts: [] });
    for (const levels of [32, 16_000, 30_000]) {
      expect(parse(`d={"a":${lists(levels)}}&i=acme`)).toEqual({
        hit: { site: 'acme' },
        cuts: [{ reason: 'too-deep', parameter: 'd' }],
      });
    }
  });

  it('never tells a value that came from outside, nor a name of data', () => {
    const { cuts } = parse('t=secret&x=secret&d.secret=1&d.secret=2&secret=%FC&s=%FC');
    expect(cuts).toHaveLength(4);
    expect(JSON.stringify(cuts)).not.toContain('secret');
  });

  it('makes a hit of any text, and leaves prototypes alone', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('&', '=', '%', '+', 'd.', 'd={', '"a":', '%FC', ...Object.values(wire)),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const { hit, cuts } = parse(parts.join(''));
        // What is read can be written, and is read the same.
        expect(parse(serialize(hit)).hit).toEqual(hit);
        expect(new Set(cuts.map((cut) => JSON.stringify(cut))).size).toBe(cuts.length);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads names and values as the URL Standard does, in long queries too', () => {
    const units = ['a', '%', '+', '%41', '%C3%BC', '%FC', '%2', '%E2%82', 'ü', '😀', '%%41'];
    const part = fc.constantFrom(...units);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 100 }), fc.constantFrom(0, 2_000), (parts, more) => {
        const text = parts.join('');
        // Node's own misreads what stands unescaped beyond ASCII beside bytes that are no UTF-8.
        const ascii = text.replace(/[^\0-\x7f]/gu, encodeURIComponent);
        const expected = new URLSearchParams(`s=${ascii}`).get('s') ?? '';
        expect(parse(`zz=${'%'.repeat(more)}&s=${text}`).hit.search ?? '').toBe(expected);
        const long = text.replaceAll('+', ' ') + 'x'.repeat(more);
        expect(readEscapes(long)).toBe(expected + 'x'.repeat(more));
      }),
    );
  });
});

describe('serialize', () => {
  it.each([...vectors.good, ...vectors.cut])(
    'writes $name so that it reads the same',
    ({ hit }) => {
      expect(parse(serialize(hit)).hit).toEqual(hit);
    },
  );

  it('round-trips any hit', () => {
    fc.assert(
      fc.property(anyHit(), (hit) => {
        expect(parse(serialize(hit)).hit).toEqual(withoutEmpty(hit));
      }),
    );
  });

  it('leaves the characters of an address as they are, where a query allows them', () => {
    expect(serialize({ url: 'https://site.test/a,b?x=1&y=@#z' })).toBe(
      'u=https://site.test/a,b?x%3D1%26y%3D@%23z',
    );
  });

  it('refuses what parse would cut or leave out', () => {
    expect(() => serialize({ scroll: 101 })).toThrow('expected scroll to be a whole number from 0');
    expect(() => serialize({ screen: 'wide' })).toThrow(RangeError);
    expect(() => serialize({ time: Number.NaN })).toThrow(RangeError);
    expect(() => serialize({ title: 'x'.repeat(maxWordsLength + 1) })).toThrow(RangeError);
    expect(() => serialize({ site: 'a,b,c,d,e,f,g,h,i' })).toThrow(RangeError);
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
