import { describe, expect, it } from 'vitest';
import { mapSize, outlines, smallCountries } from '../../src/page/map/outlines.ts';
import { shadeOf, shadesUpTo } from '../../src/page/map/shades.ts';
import { atlasOutlines } from './atlas-outlines.ts';

describe('the outlines of countries', () => {
  it('are those that the script makes of the atlas', () => {
    const { width, height, paths, points } = atlasOutlines();
    expect({ ...mapSize, outlines, smallCountries }).toEqual({
      width,
      height,
      outlines: paths,
      smallCountries: points,
    });
  });

  it('are of countries that have a name, each once', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    const codes = [...Object.keys(outlines), ...Object.keys(smallCountries)];
    expect(codes.length).toBeGreaterThan(230);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => names.of(code) === undefined)).toEqual([]);
  });
});

describe('the shades', () => {
  it('begin at one, and grow by round numbers up to the most', () => {
    expect(shadesUpTo(790)).toEqual([1, 5, 20, 50, 200]);
    expect(shadesUpTo(1)).toEqual([1]);
    expect(shadesUpTo(3)).toEqual([1, 2]);
  });

  it('take every number from one on, and none below', () => {
    for (const most of [1, 2, 7, 99, 100_000]) {
      const shades = shadesUpTo(most);
      expect(shadeOf(0, shades)).toBe(0);
      expect(shadeOf(1, shades)).toBe(1);
      expect(shadeOf(most, shades)).toBe(shades.length);
    }
  });
});
