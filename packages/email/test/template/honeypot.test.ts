import { createLinks, generateKey } from '@hitmark/codec';
import { rewriteHtml, type RewriteOptions } from '@hitmark/email';
import { describe, expect, it } from 'vitest';
import { parse5Links } from '../support/parse5-links.ts';

const settings = {
  openUrl: 'https://t.example/o/',
  clickUrl: 'https://t.example/c/',
  keys: [generateKey('k1')],
};
const links = createLinks(settings);
const html = '<body><p>Hello <a href="https://shop.test/">Offer</a></p></body>';
const honeypot = 'https://shop.test/legal?a=1&b';

function rewrite(options: Partial<RewriteOptions> = {}) {
  return rewriteHtml(html, { links, opens: false, honeypot, ...options });
}

describe('a honeypot', () => {
  it('is a link labelled as one, of the same email, at its end', () => {
    const { html: rewritten } = rewrite({
      metadata: { id: 7 },
      message: 'spring',
      recipient: 'c-7',
    });
    const read = parse5Links(rewritten).map(([, href]) => links.read(href));
    expect(read).toMatchObject([
      { url: 'https://shop.test/', position: 1, label: null, metadata: { id: 7 } },
      {
        url: honeypot,
        position: null,
        label: 'honeypot',
        metadata: { id: 7 },
        message: 'spring',
        recipient: 'c-7',
      },
    ]);
    expect(rewritten).toMatch(/<\/p><a href="[^"]+"[^>]*><\/a><\/body>$/);
  });

  it('is nothing that a person sees, hears or comes upon', () => {
    expect(rewrite().html).toContain(
      'rel="nofollow" tabindex="-1" aria-hidden="true" style="display:none;mso-hide:all"></a>',
    );
  });

  it('is not listed among the email’s links, and its bytes are counted', () => {
    const rewritten = rewrite();
    expect(rewritten.links).toHaveLength(1);
    expect(Buffer.byteLength(rewritten.html) - Buffer.byteLength(html)).toBe(rewritten.bytesAdded);
  });

  it.each<[string, Partial<RewriteOptions>]>([
    ['nobody asks for one', { honeypot: null }],
    ['the recipient is not tracked', { tracking: 'none' }],
    [
      'links have no room for its label',
      { links: createLinks({ ...settings, keys: [], format: 'pytracking' }) },
    ],
  ])('is not there where %s', (_, options) => {
    expect(rewrite(options).html).not.toContain('display:none');
  });

  it('that could not be followed is left out, and told', () => {
    const { html: rewritten, skipped } = rewrite({ honeypot: 'javascript:alert(1)' });
    expect(rewritten).not.toContain('display:none');
    expect(skipped).toContainEqual({ url: 'javascript:alert(1)', reason: 'refused' });
  });
});
