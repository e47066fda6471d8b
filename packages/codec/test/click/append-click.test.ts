import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendClick } from '@hitmark/codec/click';

describe('appendClick', () => {
  it.each([
    ['where there is no query', 'https://a.test/', 'https://a.test/?hm_click=id-1'],
    ['where there is no path', 'https://a.test', 'https://a.test?hm_click=id-1'],
    ['after a query', 'https://a.test/?x=1', 'https://a.test/?x=1&hm_click=id-1'],
    ['after an empty query', 'https://a.test/?', 'https://a.test/?hm_click=id-1'],
    ['before a fragment', 'https://a.test/#top', 'https://a.test/?hm_click=id-1#top'],
    ['between query and fragment', 'https://a.test/?x#y?z', 'https://a.test/?x&hm_click=id-1#y?z'],
    [
      'in place of another one',
      'https://a.test/?hm_click=old&x=1',
      'https://a.test/?x=1&hm_click=id-1',
    ],
    [
      'in place of several',
      'https://a.test/?hm_click=a&hm_click&x',
      'https://a.test/?x&hm_click=id-1',
    ],
    [
      'beside a name that only begins alike',
      'https://a.test/?hm_clicks=2',
      'https://a.test/?hm_clicks=2&hm_click=id-1',
    ],
    [
      'beside odd spellings',
      'https://a.test/?a&&b=%zz&',
      'https://a.test/?a&&b=%zz&&hm_click=id-1',
    ],
    [
      'beside a URL in a query',
      'https://a.test/?u=http://b.test/?c',
      'https://a.test/?u=http://b.test/?c&hm_click=id-1',
    ],
  ])('adds the reference %s', (_, url, expected) => {
    expect(appendClick(url, 'id-1')).toBe(expected);
  });

  it('adds it once, however often it is called', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const twice = appendClick(appendClick(url, 'first'), 'second');
        expect(new URL(twice).searchParams.getAll('hm_click')).toEqual(['second']);
        expect(new URL(twice).hash).toBe(new URL(url).hash);
      }),
    );
  });

  it.each(['', 'a b', 'a&b', 'a#b', 'é'])('refuses "%s", which is no reference', (id) => {
    expect(() => appendClick('https://a.test/', id)).toThrow(TypeError);
  });
});
