import { describe, expect, it } from 'vitest';
import { isBearer } from '../../src/text/bearer.ts';

describe('isBearer', () => {
  it('accepts the token', () => {
    expect(isBearer('Bearer secret', 'secret')).toBe(true);
  });

  it.each([
    '',
    'secret',
    'Bearer ',
    'Bearer secre',
    'Bearer secrets',
    'Basic secret',
    'Bearer SECRET',
  ])('refuses %j', (authorization) => {
    expect(isBearer(authorization, 'secret')).toBe(false);
  });
});
