import { describe, expect, it } from 'vitest';
import { parseEvent } from '@hitmark/codec/event';
import { readAddress } from '../../src/ingest/page-address.ts';
import { createOwnHosts, readTouch } from '../../src/ingest/touch.ts';

const isOwnHost = createOwnHosts(['Example.net', 'www.own.example']);

function touch(event: object, url = 'https://shop.example.com/') {
  return readTouch(parseEvent(JSON.stringify(event)), readAddress(url), isOwnHost);
}

describe('readTouch', () => {
  it('takes the campaign first, then the ad network, then the referrer', () => {
    const referrer = 'https://www.bing.com/';
    expect(touch({ campaign: { source: 'news', network: 'gclid' }, referrer })).toEqual({
      source: 'news',
      channel: 'Unassigned',
    });
    expect(touch({ campaign: { network: 'gclid' }, referrer })).toEqual({
      source: 'Google',
      channel: 'Paid Search',
    });
    expect(touch({ referrer })).toEqual({ source: 'Bing', channel: 'Organic Search' });
  });

  it('takes no mark for an ad that links of friends bear too', () => {
    expect(touch({ campaign: { network: 'fbclid' } })?.channel).toBe('Organic Social');
  });

  it('names a host that nobody knows, without its www', () => {
    expect(touch({ referrer: 'https://www.blog.example/post?x' })).toEqual({
      source: 'blog.example',
      channel: 'Referral',
    });
  });

  it.each([
    {},
    { referrer: 'https://shop.example.com/before' },
    { referrer: 'https://www.shop.example.com/before' },
    { referrer: 'https://blog.example.net/' },
    { referrer: 'http://own.example/' },
    { referrer: 'no address' },
    { referrer: '' },
    { campaign: { term: 'red' } },
  ])('finds nothing in %j', (event) => {
    expect(touch(event)).toBeNull();
  });

  it('has a channel also where only the medium is named', () => {
    expect(touch({ campaign: { medium: 'email' } })).toEqual({
      source: 'Direct / None',
      channel: 'Email',
    });
  });
});
