import { describe, expect, it } from 'vitest';
import { writeRecord } from '../../../../src/command/serving/demo/record.ts';

const event = {
  v: 1,
  type: 'event',
  name: '</pre><script>alert(1)</script> \u202Eb\u0000',
  campaign: { source: 'news' },
  link: { url: 'https://site.test/', tags: ['a', 'b'] },
  data: { client: { ip: 'of the page' } },
  ahead: 'of this version',
};

/** The text of a record, as it is copied from a browser. */
const textOf = (html: string): string =>
  html
    .replaceAll('</span>', '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('the record of an event', () => {
  it('is the event as JSON', () => {
    expect(JSON.parse(textOf(writeRecord(event)))).toEqual(event);
  });

  it('has no markup of an event, and no character that is not to be seen', () => {
    const html = writeRecord(event);
    expect(html).not.toContain('<script');
    expect(html).toContain('\\u202eb\\u0000');
  });

  it('has a button for each member that the table of members has, and for no other', () => {
    const asked = [...writeRecord(event).matchAll(/popovertarget="about-([^"]+)"/g)];
    expect(asked.map(([, name]) => name)).toEqual([
      'v',
      'type',
      'name',
      'campaign.source',
      'link.url',
      'link.tags',
      'data',
    ]);
  });
});
