import { describe, expect, it } from 'vitest';
import { createLinks, generateKey } from '@hitmark/codec';
import { compileEmail, rewriteHtml, rewriteText } from '@hitmark/email';

const links = createLinks({
  openUrl: 'https://t.example/o/',
  clickUrl: 'https://t.example/c/',
  keys: [generateKey('k1')],
});
const utm = { source: 'news' };
const options = { links, opens: false, utm };
const anchor = (url: string, more = '') => `<a href="${url.replaceAll('&', '&amp;')}"${more}>x</a>`;

const signed = [
  ['X-Amz-Signature', 'https://s3.example/f?X-Amz-Date=1&X-Amz-Signature=abc'],
  ['X-Goog-Signature', 'https://storage.example/f?X-Goog-Signature=abc#top'],
  ['Signature', 'https://cdn.example/f?Expires=1&Signature=abc&Key-Pair-Id=k'],
  ['signature', 'https://a.example/verify?id=1&signature=abc'],
  ['sig', 'https://blob.example/f?sv=1&sig=abc%3D'],
  ['hmac', 'https://shop.example/?hmac=abc'],
  ['token', 'https://a.example/?token=abc.def.ghi'],
  ['login_token', 'https://a.example/?login_token=abc%2Edef'],
  ['t', 'https://a.example/?t=eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.x'],
  ['hdnts', 'https://cdn.example/v?hdnts=exp=1~hmac=a'],
] as const;

describe('a link that is signed', () => {
  it.each(signed)('by %s gets no campaign parameters, and a warning: %s', (parameter, url) => {
    const warning = {
      code: 'signed-link',
      message: `the link is signed by ${parameter}: no utm_… and no hm_click are added, which would break it`,
      url,
    };
    const html = rewriteHtml(anchor(url), options);
    expect(html.links).toMatchObject([{ url, target: url }]);
    expect(html.warnings).toEqual([warning]);
    const text = rewriteText(url, options);
    expect(text.links).toMatchObject([{ url, target: url }]);
    expect(text.warnings).toEqual([warning]);
  });

  it.each(signed)('by %s gets no hm_click either: %s', (_parameter, url) => {
    const { links: found, warnings } = rewriteHtml(anchor(url), {
      links,
      opens: false,
      clickId: true,
    });
    expect(links.read(found[0]?.href ?? '').clickId).toBe(false);
    expect(warnings.map(({ code }) => code)).toEqual(['signed-link']);
  });

  it.each(signed)(
    'by %s is no reason for a warning where nothing is added: %s',
    (_parameter, url) => {
      expect(rewriteHtml(anchor(url), { links, opens: false }).warnings).toEqual([]);
    },
  );

  it('is known after its placeholders were filled', () => {
    const compiled = compileEmail('<a href="https://a.example/?sig={{sig}}">x</a>', options);
    const rendered = compiled.render({ values: { sig: 'abc' } });
    expect(rendered.links).toMatchObject([{ target: 'https://a.example/?sig=abc' }]);
    expect(rendered.warnings.map(({ code }) => code)).toEqual(['signed-link']);
  });

  it.each([
    'https://a.example/?token=abc',
    'https://a.example/?design=x&signal=1&assign=2',
    'https://a.example/sig/hmac?x=1.2',
    'https://a.example/#sig=1',
    'https://a.example/?file=a.b.c',
  ])('is not %s', (url) => {
    const { links: found, warnings } = rewriteHtml(anchor(url), { ...options, clickId: true });
    expect(found[0]?.target).toContain('utm_source=news');
    expect(links.read(found[0]?.href ?? '').clickId).toBe(true);
    expect(warnings).toEqual([]);
  });
});

describe('data-utm', () => {
  const url = 'https://a.example/';

  it.each(['off', 'false', '0', 'OFF'])('"%s" keeps campaign parameters from a link', (value) => {
    const { html, links: found } = rewriteHtml(anchor(url, ` data-utm="${value}"`), options);
    expect(found).toMatchObject([{ url, target: url }]);
    expect(html).not.toContain('data-utm');
  });

  it('"off" keeps them from a link that is filled later', () => {
    const html = '<a data-utm=off href="https://a.example/{{id}}">x</a>';
    const { links: found } = compileEmail(html, options).render({ values: { id: 7 } });
    expect(found).toMatchObject([{ target: 'https://a.example/7' }]);
  });

  it('"on" leaves them, and so does another link', () => {
    const html = anchor(url, ' data-utm="on"') + anchor(url, ' data-utm="off"') + anchor(url);
    expect(rewriteHtml(html, options).links.map(({ target }) => target)).toEqual([
      `${url}?utm_source=news`,
      url,
      `${url}?utm_source=news`,
    ]);
  });
});
