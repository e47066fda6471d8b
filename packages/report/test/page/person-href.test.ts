import { describe, expect, it } from 'vitest';
import { chosenPerson, isSomebody } from '../../src/page/person/person-href.ts';

describe('the person that a page is about', () => {
  const chosen = (value: string) =>
    chosenPerson([{ operator: 'is', dimension: 'user', values: [value] }]);

  it('is the one that a filter names', () => {
    expect(chosen('ada')).toEqual({ by: 'user', value: 'ada' });
    expect(isSomebody('ada')).toBe(true);
  });

  it.each(['(none)', ''])('is nobody where the filter names "%s"', (value) => {
    expect(chosen(value)).toBe(null);
    expect(isSomebody(value)).toBe(false);
  });
});
