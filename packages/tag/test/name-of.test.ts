import { describe, expect, it } from 'vitest';
import { nameOf } from '../src/name-of.ts';

describe('nameOf', () => {
  it.each([
    ['signup', 'signup'],
    [404, '404'],
    [0, '0'],
  ])('of %s is %s', (value, name) => {
    expect(nameOf(value)).toBe(name);
  });

  it.each([undefined, null, Number.NaN, Infinity, '', {}, [], ['a'], true, Symbol('s'), () => 1])(
    'is empty for a value that is not a name: %s',
    (value) => {
      expect(nameOf(value)).toBe('');
    },
  );
});
