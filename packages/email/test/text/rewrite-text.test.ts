import { describe, expect, it } from 'vitest';
import { createLinks, generateKey } from '@hitmark/codec';
import { rewriteHtml, rewriteText, type RewriteTextOptions } from '@hitmark/email';

const links = createLinks({
  openUrl: 'https://t.example/o/',
  clickUrl: 'https://t.example/c/',
  keys: [generateKey('k1')],
});

/** The text with click links shown as where they lead, in brackets. */
function rewrite(text: string, options: Partial<RewriteTextOptions> = {}): string {
  return rewriteText(text, { links, ...options }).text.replaceAll(
    /https:\/\/t\.example\/c\/s[\w-]+/g,
    (href) => `⟦${links.read(href).url}⟧`,
  );
}

describe('rewriteText', () => {
  it.each([
    ['See https://a.example/x.', 'See ⟦https://a.example/x⟧.'],
    ['(https://a.example/x)', '(⟦https://a.example/x⟧)'],
    ['(see https://a.example/x_(y)).', '(see ⟦https://a.example/x_(y)⟧).'],
    ['https://a.example/x_(y)', '⟦https://a.example/x_(y)⟧'],
    ['[1] https://a.example/[x]', '[1] ⟦https://a.example/[x]⟧'],
    ['<https://a.example/x.>', '<⟦https://a.example/x.⟧>'],
    ['<https://a.example/x', '<⟦https://a.example/x⟧'],
    ['"https://a.example/x"', '"⟦https://a.example/x⟧"'],
    ['https://a.example/?x=1&y=2#z!', '⟦https://a.example/?x=1&y=2#z⟧!'],
    ['HTTP://A.example/ and https://b.example', '⟦HTTP://A.example/⟧ and ⟦https://b.example⟧'],
    ['https://a.example/?u=http://b.example/', '⟦https://a.example/?u=http://b.example/⟧'],
    ['https://a.example/x...', '⟦https://a.example/x⟧...'],
    ['*https://a.example/x*', '*⟦https://a.example/x⟧*'],
    ['詳細はhttps://a.example/x。続き', '詳細は⟦https://a.example/x⟧。続き'],
    ['https://a.example/xをご覧ください', '⟦https://a.example/x⟧をご覧ください'],
    ['「https://a.example/x」', '「⟦https://a.example/x⟧」'],
    ['请看https://a.example/x，谢谢', '请看⟦https://a.example/x⟧，谢谢'],
    ['https://a.example/wiki/日本_(国)。', '⟦https://a.example/wiki/日本_(国)⟧。'],
    ['https://日本.example/x、', '⟦https://日本.example/x⟧、'],
    ['https://abc社.example/x', '⟦https://abc社.example/x⟧'],
    ['https://a.example/x에서 확인', '⟦https://a.example/x⟧에서 확인'],
    ['ดูที่https://a.example/xได้เลย', 'ดูที่⟦https://a.example/x⟧ได้เลย'],
    ['انظر https://a.example/x، شكرا', 'انظر ⟦https://a.example/x⟧، شكرا'],
    ['הנה \u2067https://a.example/x\u2069!', 'הנה \u2067⟦https://a.example/x⟧\u2069!'],
    ['https://a.example/x\u200f؟', '⟦https://a.example/x⟧\u200f؟'],
    ['देखें https://a.example/x।', 'देखें ⟦https://a.example/x⟧।'],
    ['Δες «https://a.example/x»·', 'Δες «⟦https://a.example/x⟧»·'],
    ['„https://a.example/x“', '„⟦https://a.example/x⟧“'],
    ['‚https://a.example/x‘', '‚⟦https://a.example/x⟧‘'],
    ['‹https://a.example/x›', '‹⟦https://a.example/x⟧›'],
    ['(https://a.example/x—or not)', '(⟦https://a.example/x⟧—or not)'],
    ['https://a.example/A–B–', '⟦https://a.example/A–B⟧–'],
    ['¿https://a.example/x?', '¿⟦https://a.example/x⟧?'],
    ['`https://a.example/x`', '`⟦https://a.example/x⟧`'],
    ['[here](https://a.example/x).', '[here](⟦https://a.example/x⟧).'],
    ['&lt;https://a.example/x&gt;', '&lt;⟦https://a.example/x⟧&gt;'],
    ['https://a.example/?a=1&lt=2', '⟦https://a.example/?a=1&lt=2⟧'],
    ['https://a.example/x🎉', '⟦https://a.example/x⟧🎉'],
    ['https://a.example/x→', '⟦https://a.example/x⟧→'],
    ['https://a.example/\u200bnext', '⟦https://a.example/⟧\u200bnext'],
    ['https://a.example/می\u200cخواهم', '⟦https://a.example/می\u200cخواهم⟧'],
    ['https://a.example/हिन्दी है', '⟦https://a.example/हिन्दी⟧ है'],
    ['https://a.example/x\u00a0y', '⟦https://a.example/x⟧\u00a0y'],
    ['|https://a.example/x|', '|⟦https://a.example/x⟧|'],
    ['**https://a.example/x**', '**⟦https://a.example/x⟧**'],
    ['詳細は https://a.example/x。続き', '詳細は ⟦https://a.example/x⟧。続き'],
    ['> quoted https://a.example/x \r\n> flowed', '> quoted ⟦https://a.example/x⟧ \r\n> flowed'],
    ['https://a.example/é', '⟦https://a.example/é⟧'],
  ])('finds where an address ends: %j', (text, rewritten) => {
    expect(rewrite(text)).toBe(rewritten);
  });

  it.each([
    'no address',
    'ftp://a.example/',
    'www.a.example',
    'http://',
    'https:///x',
    'mailto:me@a.example',
    'xhttps://a.example/',
    'https://t.example/c/token',
    'https://a.example/{{id}}',
    'https://a.example/{{ id }}/x',
    'https://a.example/?u=<%= id %>',
    'https://a.example/{% if a %}x{% endif %}',
    'https://user@a.example/',
    '',
  ])('leaves %j as it is', (text) => {
    expect(rewrite(text)).toBe(text);
  });

  it('says of every other address why it is not tracked', () => {
    const text = `https://a.example/x www.a.example, (ftp://a.example/f) mailto:me@a.example
      tel:+41441234567 xhttps://a.example/ https://t.example/c/x https://a.example/{{ id }}. Note: www. http:// a:b
      me@www.a.example https://a.example/?u=www.b.example`;
    expect(rewriteText(text, { links }).skipped).toEqual([
      { url: 'https://t.example/c/x', reason: 'own-host' },
      { url: 'https://a.example/{{ id }}', reason: 'placeholder' },
      { url: 'www.a.example', reason: 'relative' },
      { url: 'ftp://a.example/f', reason: 'scheme' },
      { url: 'mailto:me@a.example', reason: 'scheme' },
      { url: 'tel:+41441234567', reason: 'scheme' },
      { url: 'xhttps://a.example/', reason: 'scheme' },
    ]);
    expect(rewriteText(text, { links, clicks: false }).skipped).toEqual([]);
  });

  it('leaves alone what was opted out in the HTML of the same email', () => {
    const html = '<a data-track="off" href="https://a.example/?a=1&amp;b=2">x</a>';
    const { skipped } = rewriteHtml(html, { links });
    const text = 'https://a.example/?a=1&b=2 https://a.example/';
    expect(rewrite(text, { skipped })).toBe('https://a.example/?a=1&b=2 ⟦https://a.example/⟧');
  });

  it('knows unsubscribe links by their line', () => {
    const text = 'To unsubscribe, visit https://a.example/x\nNews: https://a.example/y';
    expect(rewrite(text, { skipUnsubscribe: true })).toBe(
      'To unsubscribe, visit https://a.example/x\nNews: ⟦https://a.example/y⟧',
    );
    expect(rewriteText(text, { links }).warnings.map(({ code }) => code)).toEqual(['unsubscribe']);
    expect(rewrite(text, { unsubscribeUrl: 'https://a.example/x' })).toContain(
      'visit https://a.ex',
    );
  });

  it('changes nothing with tracking none, or without clicks', () => {
    const text = 'https://a.example/';
    expect(rewriteText(text, { links, tracking: 'none' })).toMatchObject({ text, links: [] });
    expect(rewriteText(text, { links, clicks: false })).toMatchObject({ text, links: [] });
  });

  it('tells what it did', () => {
    const text = '€ https://a.example/é';
    const rewritten = rewriteText(text, { links, metadata: { id: 7 }, utm: { source: 'n' } });
    expect(rewritten.links).toMatchObject([
      {
        url: 'https://a.example/é',
        target: 'https://a.example/é?utm_source=n',
        position: 1,
        start: 2,
      },
    ]);
    expect(links.read(rewritten.links[0]?.href ?? '').metadata).toEqual({ id: 7 });
    expect(Buffer.byteLength(rewritten.text) - Buffer.byteLength(text)).toBe(rewritten.bytesAdded);
  });

  it('refuses a value that is not a text', () => {
    expect(() => rewriteText(undefined as unknown as string, { links })).toThrow(TypeError);
  });
});
