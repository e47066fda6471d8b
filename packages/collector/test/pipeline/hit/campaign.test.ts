import { describe, expect, it } from 'vitest';
import { readCampaign } from '../../../src/pipeline/hit/campaign.ts';

const none = { source: null, medium: null, name: null, term: null, content: null, network: null };

describe('readCampaign', () => {
  it('reads the utm parameters of an address', () => {
    const url =
      'https://site.test/a?utm_source=news&utm_medium=email&utm_campaign=spring+sale&utm_term=red%20shoes&utm_content=top';
    expect(readCampaign({}, url)).toEqual({
      source: 'news',
      medium: 'email',
      name: 'spring sale',
      term: 'red shoes',
      content: 'top',
      network: null,
    });
  });

  it('believes the hit more than the address, field by field', () => {
    const url = 'https://site.test/?utm_source=news&utm_medium=email';
    expect(readCampaign({ campaignSource: 'app', campaignContent: 'b' }, url)).toEqual({
      ...none,
      source: 'app',
      medium: 'email',
      content: 'b',
    });
  });

  it.each([
    ['no address', null],
    ['no query', 'https://site.test/utm_source=news'],
    ['no parameter of one', 'https://site.test/?resource=news&xutm_source=news&pref=1'],
    ['an empty one', 'https://site.test/?utm_source=&gclid='],
    ['one in the path', 'https://site.test/utm_source=news/gclid=1'],
    ['what is no address', '?'],
  ])('is empty where there is %s', (_, url) => {
    expect(readCampaign({}, url)).toEqual(none);
  });

  it.each([
    'https://site.test/?UTM_SOURCE=news&Utm_Medium=email',
    'https://site.test/?a=1#utm_source=news&utm_medium=email',
    'https://site.test/#/route?utm_source=news&utm_medium=email',
    'https://site.test/?utm_source=&utm_medium=email#utm_source=news',
    'https://site.test/?ref=other&utm_source=news&utm_medium=email',
  ])('reads any case, and the fragment: %s', (url) => {
    expect(readCampaign({}, url)).toEqual({ ...none, source: 'news', medium: 'email' });
  });

  it.each([
    ['?ref=news', 'news'],
    ['?source=app', 'app'],
    ['?source=app&ref=news', 'news'],
    ['?Ref=news', 'news'],
  ])('takes ref and source for a source: %s', (query, source) => {
    expect(readCampaign({}, `https://site.test/${query}`)).toEqual({ ...none, source });
  });

  it.each([
    ['?gclid=*', 'gclid'],
    ['?a=1&fbclid=*', 'fbclid'],
    ['?msclkid=*', 'msclkid'],
    ['?ttclid=*', 'ttclid'],
    ['?GCLID=*', 'gclid'],
    ['#gbraid=*', 'gbraid'],
    ['?li_fat_id=*', 'li_fat_id'],
    ['?utm_source=google&gclid=*', 'gclid'],
  ])('names the ad network of a click id: %s', (query, network) => {
    expect(readCampaign({}, `https://site.test/${query}`).network).toBe(network);
  });

  it.each(['?cid=1', '?myclid=1', '?clid=1', '?id=gclid', '?q=gclid=1'])(
    'names no network for %s',
    (query) => {
      expect(readCampaign({}, `https://site.test/${query}`).network).toBeNull();
    },
  );

  it('takes malformed encoding as it stands', () => {
    expect(readCampaign({}, 'https://site.test/?utm_source=100%').source).toBe('100%');
  });
});
