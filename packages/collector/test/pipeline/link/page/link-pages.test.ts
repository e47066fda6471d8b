import { describe, expect, it } from 'vitest';
import {
  createLinkPages,
  type LinkPageOptions,
} from '../../../../src/pipeline/link/page/link-pages.ts';
import { pageTextNames, pageTexts } from '../../../../src/pipeline/link/page/page-texts.ts';

const defaults: LinkPageOptions = { sender: null, color: '#1a56b0', logo: null, texts: null };

const pages = (options: Partial<LinkPageOptions> = {}) =>
  createLinkPages({ ...defaults, ...options });

const titleOf = (html: string) => /<h1>(.*)<\/h1>/.exec(html)?.[1];

describe('the pages of links', () => {
  it.each<[string | null, string]>([
    [null, 'en'],
    ['', 'en'],
    ['de', 'de'],
    ['de-CH,de;q=0.9,en;q=0.8', 'de'],
    ['sv,fr;q=0.5', 'fr'],
    ['en;q=0.1,ja;q=0.9', 'ja'],
    ['zh-Hant-TW', 'zh'],
    ['PT-br', 'pt'],
    ['sv', 'en'],
    ['*', 'en'],
    ['de;q=0', 'en'],
    ['garbage;;;=', 'en'],
    [`de,${'x,'.repeat(400)}`, 'en'],
  ])('are in the language of Accept-Language: %s', (accept, lang) => {
    const { html, headers } = pages()(accept).ask;
    expect(html).toContain(`<html lang="${lang}">`);
    expect(titleOf(html)).toBe(pageTexts[lang]?.askTitle);
    expect(headers).toMatchObject({ 'content-language': lang, vary: 'Accept-Language' });
  });

  it('are in ten languages, each with all texts, and none twice', () => {
    expect(Object.keys(pageTexts)).toHaveLength(10);
    for (const texts of Object.values(pageTexts)) {
      for (const name of pageTextNames) expect(texts[name]).toMatch(/\S/);
      expect(texts.sentTo).toContain('{sender}');
      expect(texts.sent).not.toContain('{');
    }
    const titles = Object.values(pageTexts).map(({ askTitle }) => askTitle);
    expect(new Set(titles).size).toBe(10);
  });

  it('say what was done, and to whom it is handed on', () => {
    const named = pages({ sender: 'Acme' })('en');
    expect(named['done-sent'].html).toContain('recorded and is being sent to Acme.');
    expect(named.done.html).not.toContain('sent to');
    expect(named.done.html).toContain('Your request was recorded.');
    expect(pages()('en')['done-sent'].html).toContain('sent to the sender of the emails.');
    for (const { html } of Object.values(named)) expect(html).not.toContain('{sender}');
  });

  it('offer a way back, which is no one-click', () => {
    const own = pages()('en');
    expect(own.done.html).toContain('<button name="unsubscribe" value="undo">Stay subscribed');
    expect(own.undone.html).toContain('<button name="unsubscribe" value="page">Unsubscribe');
    expect(own['failed-undo'].html).toContain('value="undo"');
    for (const { html } of Object.values(own)) {
      expect(html).not.toMatch(/One-Click|<script/i);
    }
  });

  it('carry the name, colour and logo of the sender, and load nothing else', () => {
    const options = {
      sender: 'A & "B" <i>',
      color: '#ffdd00',
      logo: 'https://acme.test/l.png?a=1&b',
    };
    const { html, headers } = pages(options)('en').ask;
    expect(html).toContain('alt="A &amp; &quot;B&quot; &lt;i&gt;"');
    expect(html).toContain('src="https://acme.test/l.png?a=1&amp;b"');
    expect(html).toContain('background: #ffdd00; color: #000');
    expect(headers['content-security-policy']).toContain('img-src https://acme.test data:;');
    const inline = pages({ logo: 'data:image/png;base64,AAAA' })('en').ask;
    expect(inline.headers['content-security-policy']).toContain('img-src data:;');
    expect(pages()('en').ask.headers['content-security-policy']).toContain('img-src data:;');
    expect(pages({ color: '#000080' })('en').ask.html).toContain('color: #fff');
    expect(pages({ sender: 'Acme' })('en').ask.html).toContain('<p class="sender">Acme</p>');
  });

  it('take texts of the operator’s own, also in another language', () => {
    const texts = { de: { askTitle: 'Tschüss, <b>?' }, sv: { askTitle: 'Avsluta?' } };
    const own = pages({ texts });
    expect(titleOf(own('de').ask.html)).toBe('Tschüss, &lt;b&gt;?');
    expect(own('de').ask.html).toContain(pageTexts['de']?.askText);
    expect(titleOf(own('sv-SE').ask.html)).toBe('Avsluta?');
    expect(own('sv').ask.html).toContain(pageTexts['en']?.askText);
    expect(titleOf(own('fr').ask.html)).toBe(pageTexts['fr']?.askTitle);
  });
});
