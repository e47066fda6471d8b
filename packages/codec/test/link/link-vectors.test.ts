import { describe, expect, it } from 'vitest';
import { allCases } from './vector-cases/all-cases.ts';
import { damagedCases } from './vector-cases/damaged-cases.ts';
import { refusedCases } from './vector-cases/refused-cases.ts';
import { loadVectors, makeVector, readVector, refusalOf } from './vectors.ts';

const { settings, links, damaged, refused } = loadVectors();

/** Emails keep links for years: what is in the file stays as it is, and more may be added to it. */
describe('links that were published', () => {
  it.each(links)('can still be read: $name', (vector) => {
    expect(readVector(settings, vector)).toEqual({ ...settings.defaults, ...vector.link });
  });

  it.each(links)('are still made the same: $name', (vector) => {
    expect(makeVector(settings, vector)).toBe(vector.url);
  });

  it.each(damaged)('can be read where they were damaged: $name', (vector) => {
    expect(readVector(settings, vector)).toEqual({ ...settings.defaults, ...vector.link });
  });

  it.each(refused)('are still refused: $name', ({ code, ...vector }) => {
    expect(refusalOf(settings, vector)).toBe(code);
  });

  it('are at least 300, and all that make-vectors.ts knows', () => {
    expect(links.length).toBeGreaterThanOrEqual(300);
    expect(damaged.length).toBeGreaterThanOrEqual(79);
    expect(refused.length).toBeGreaterThanOrEqual(97);
    const names = [...links, ...damaged, ...refused].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const cases = [...allCases(), ...damagedCases(), ...refusedCases()];
    expect(names).toEqual(expect.arrayContaining(cases.map(({ name }) => name)));
  });
});
