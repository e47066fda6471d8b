import { describe, expect, it } from 'vitest';
import { readCampaign } from '../../src/pipeline/campaign.ts';

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
    ['no utm parameter', 'https://site.test/?source=news&xutm_source=news'],
    ['an empty one', 'https://site.test/?utm_source='],
    ['one in the fragment', 'https://site.test/?a=1#utm_source=news'],
    ['what is no address', '?'],
  ])('is empty where there is %s', (_, url) => {
    expect(readCampaign({}, url)).toEqual(none);
  });

  it('takes malformed encoding as it stands', () => {
    expect(readCampaign({}, 'https://site.test/?utm_source=100%').source).toBe('100%');
  });
});
