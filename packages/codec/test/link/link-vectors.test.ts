import { describe, expect, it } from 'vitest';
import { allCases } from './vector-cases/all-cases.ts';
import { refusedCases } from './vector-cases/refused-cases.ts';
import { loadVectors, makeVector, readVector, refusalOf } from './vectors.ts';

const { settings, links, refused } = loadVectors();

/** Emails keep links for years: what is in the file stays as it is, and more may be added to it. */
describe('links that were published', () => {
  it.each(links)('can still be read: $name', (vector) => {
    expect(readVector(settings, vector)).toEqual({ ...settings.silence, ...vector.link });
  });

  it.each(links)('are still made the same: $name', (vector) => {
    expect(makeVector(settings, vector)).toBe(vector.url);
  });

  it.each(refused)('are still refused: $name', ({ code, ...vector }) => {
    expect(refusalOf(settings, vector)).toBe(code);
  });

  it('are at least 300, and all that make-vectors.ts knows', () => {
    expect(links.length).toBeGreaterThanOrEqual(300);
    expect(refused.length).toBeGreaterThanOrEqual(97);
    const names = [...links, ...refused].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const cases = [...allCases(), ...refusedCases()];
    expect(names).toEqual(expect.arrayContaining(cases.map(({ name }) => name)));
  });
});
