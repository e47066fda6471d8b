import { v4, v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { creditClick, placeOf } from '../../src/pipeline/credit-click.ts';

const clicked = 1_795_339_800_123;
const id = v7({ msecs: clicked });
const minute = 60_000;

/** The only click there is led to https://shop.test/spring. */
function credit(click: string | null, url: string | null, time = clicked + minute) {
  return creditClick(click, url, time, (each) => (each === id ? 'shop.test/spring' : null));
}

describe('a click is credited', () => {
  it.each([
    'https://shop.test/spring',
    'https://shop.test/spring/',
    'http://SHOP.test/spring?utm_source=news#top',
    `https://shop.test/spring?hm_click=${id}`,
  ])('with the page %s that it led to', (url) => {
    expect(credit(id, url)).toBe(id);
  });

  it('for half an hour', () => {
    expect(credit(id, 'https://shop.test/spring', clicked + 30 * minute - 1)).toBe(id);
    expect(credit(id, 'https://shop.test/spring', clicked + 30 * minute)).toBeNull();
  });

  it('though the clock was set back a little since', () => {
    expect(credit(id, 'https://shop.test/spring', clicked - minute)).toBe(id);
    expect(credit(id, 'https://shop.test/spring', clicked - minute - 1)).toBeNull();
  });
});

describe('a click is not credited', () => {
  it.each([
    'https://shop.test/summer',
    'https://shop.test/',
    'https://shop.test/spring/boots',
    'https://www.shop.test/spring',
    'https://shop.test:8443/spring',
    'https://evil.test/spring',
    '/spring',
    '',
    null,
  ])('with %o, where it did not lead', (url) => {
    expect(credit(id, url)).toBeNull();
  });

  it('that never was', () => {
    expect(credit(v7({ msecs: clicked }), 'https://shop.test/spring')).toBeNull();
    expect(credit(null, 'https://shop.test/spring')).toBeNull();
  });

  it('nor looked up, where its id can not be one of the last half hour', () => {
    const looked: string[] = [];
    for (const made of ['', 'click-1', v4(), id.toUpperCase(), `${id}x`, v7({ msecs: 0 })]) {
      creditClick(made, 'https://shop.test/spring', clicked, (each) => {
        looked.push(each);
        return 'shop.test/spring';
      });
    }
    expect(looked).toEqual([]);
  });
});

describe('the place of an address', () => {
  it('is its host and path, as browsers write them', () => {
    expect(placeOf('https://grüße.test:443/a b/?c#d')).toBe('xn--gre-6ka8l.test/a%20b');
    expect(placeOf('https://a.test')).toBe('a.test');
    expect(placeOf('not an address')).toBeNull();
  });
});
