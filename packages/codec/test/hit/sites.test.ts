import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, readSites, serialize } from '@hitmark/codec/hit';

const nine = 'a,b,c,d,e,f,g,h,i';

describe('the sites of a hit', () => {
  it.each([
    ['one', 'acme', 'acme'],
    ['several', 'acme,shop', 'acme,shop'],
    ['the first eight of more', `${nine},j`, 'a,b,c,d,e,f,g,h'],
    ['different ones', 'a,b,a,b,c', 'a,b,c'],
    ['no empty ones', ',a,,b,', 'a,b'],
    ['names of 64 characters', `${'x'.repeat(64)},${'y'.repeat(64)}`, null],
  ])('are %s', (_, given, site) => {
    expect(parse(`i=${given}`).hit).toEqual({ site: site ?? given });
  });

  it('are none where there is no name', () => {
    expect(parse('i=,,').hit).toEqual({});
  });

  it('are found without reading the rest, and the same', () => {
    const part = fc.constantFrom(
      'i',
      '=',
      '&',
      ',',
      '%2C',
      '%69',
      '+',
      '%20',
      'a',
      'bc',
      '%',
      '%FC',
      'x'.repeat(65),
      '&z'.repeat(256),
      'z'.repeat(65_536),
      nine,
      'e=1',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const query = parts.join('');
        expect(readSites(query).join(',')).toBe(parse(query).hit.site ?? '');
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['more than eight', nine],
    ['an empty one', 'a,,b'],
    ['the same twice', 'a,a'],
    ['one of 65 characters', 'x'.repeat(65)],
  ])('are not written with %s', (_, site) => {
    expect(() => serialize({ site })).toThrow(RangeError);
  });
});
