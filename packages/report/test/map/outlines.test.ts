import { describe, expect, it } from 'vitest';
import { mapSize, outlines, smallCountries } from '../../src/page/map/outlines.ts';
import { darknessOf, shadesFor } from '../../src/page/map/shades.ts';
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
  it('reach from the least to the greatest number, with round numbers between', () => {
    const shown = (...values: readonly number[]) =>
      shadesFor(values).map(({ from, to, darkness }) => [from, to, darkness]);
    expect(shown(69, 90, 100, 161, 193, 666, 790)).toEqual([
      [69, 99, 3],
      [100, 199, 4],
      [500, 790, 5],
    ]);
    expect(shown(7)).toEqual([[7, 7, 5]]);
    expect(shown(1, 2, 3)).toEqual([
      [1, 1, 4],
      [2, 3, 5],
    ]);
    expect(shown()).toEqual([]);
  });

  it('take each of the numbers, the greatest as the darkest, and no other', () => {
    for (const most of [1, 2, 7, 99, 100_000]) {
      const values = Array.from({ length: 40 }, (_none, n) => Math.ceil((most * (n + 1)) / 40));
      const shades = shadesFor(values);
      expect(values.every((value) => darknessOf(value, shades) > 0)).toBe(true);
      expect(darknessOf(most, shades)).toBe(5);
      expect([darknessOf(0, shades), darknessOf(most + 1, shades)]).toEqual([0, 0]);
    }
  });
});
