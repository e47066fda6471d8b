import { describe, expect, it } from 'vitest';
import { readSites } from '../../src/pipeline/read-sites.ts';

describe('readSites', () => {
  it('tells the site of each event that hits come to', () => {
    expect(readSites(['i=acme', 'e=a', 'i=acme,shop'])).toEqual({
      sites: ['acme', null, 'acme', 'shop'],
      unreadable: 0,
    });
  });

  it('counts what is no hit', () => {
    expect(readSites(['t=x', 'i=acme', 's=%'])).toEqual({ sites: ['acme'], unreadable: 2 });
  });
});
