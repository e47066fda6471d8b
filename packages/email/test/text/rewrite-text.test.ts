import { describe, expect, it } from 'vitest';
import { createLinks, generateKey } from '@hitmark/codec';
import { rewriteHtml, rewriteText, type RewriteTextOptions } from '@hitmark/email';
import { processorSeconds } from '../support/processor-seconds.ts';

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
    ['詳細はhttps://a.example/x。続き', '詳細はhttps://a.example/x。続き'],
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
    'https://user@a.example/',
    '',
  ])('leaves %j as it is', (text) => {
    expect(rewrite(text)).toBe(text);
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

  it('changes nothing for who is not to be tracked, or without clicks', () => {
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

  it.each(['http://', 'https://a', '(', 'https://a.example/(', '<'])(
    'answers 5 MB of %j in linear time',
    (piece) => {
      const text = piece.repeat(5_000_000 / piece.length);
      expect(processorSeconds(() => rewriteText(text, { links }))).toBeLessThan(20);
    },
    300_000,
  );

  it('refuses what is no text', () => {
    expect(() => rewriteText(undefined as unknown as string, { links })).toThrow(TypeError);
  });
});
