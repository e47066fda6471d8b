import { expect, it } from 'vitest';
import { engineLimit } from '../../src/store/engine-limit.ts';

it.each([
  ['512MB', '400000KB'],
  ['256 mb', '144000KB'],
  ['100MB', '50000KB'],
  ['1.5GB', '1388000KB'],
  ['1GiB', '961742KB'],
])('leaves the engine what is left of %s', (limit, left) => {
  expect(engineLimit(limit)).toBe(left);
});

it.each(['512', 'a lot', '80%'])('leaves %s to the engine to read', (limit) => {
  expect(engineLimit(limit)).toBe(limit);
});
