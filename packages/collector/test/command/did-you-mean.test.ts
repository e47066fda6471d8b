import { describe, expect, it } from 'vitest';
import { didYouMean } from '../../src/command/did-you-mean.ts';

const commands = ['serve', 'stats', 'tail', 'link', 'export'];

describe('didYouMean', () => {
  it.each([
    ['stat', ' (did you mean stats?)'],
    ['tial', ' (did you mean tail?)'],
    ['exprot', ' (did you mean export?)'],
  ])('offers for %s the name that was meant', (typed, offer) => {
    expect(didYouMean(typed, commands)).toBe(offer);
  });

  it.each(['fly', 'constructor', '', 'x'])(
    'offers nothing for "%s", which is near to none',
    (typed) => {
      expect(didYouMean(typed, commands)).toBe('');
    },
  );

  it('writes a prefix in front of what it offers', () => {
    expect(didYouMean('prot', ['port'], '--')).toBe(' (did you mean --port?)');
  });
});
