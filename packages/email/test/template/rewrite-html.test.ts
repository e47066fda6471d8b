import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLinks, generateKey } from '@hitmark/codec';
import { rewriteHtml, type RewriteOptions } from '@hitmark/email';
import { countConditionalLinks } from '../support/conditional-links.ts';
import { emails } from '../support/emails.ts';
import { mutate } from '../support/mutate.ts';
import { parse5Links } from '../support/parse5-links.ts';
import { restore } from '../support/restore.ts';

const settings = {
  openUrl: 'https://t.example/o/',
  clickUrl: 'https://t.example/c/',
  unsubscribeUrl: 'https://t.example/u/',
  keys: [generateKey('k1')],
};
const links = createLinks(settings);

function rewrite(html: string, options: Partial<RewriteOptions> = {}) {
  return rewriteHtml(html, { links, opens: false, ...options });
}

/** Lists where the links of some markup lead after rewriting: the target of click links, in parentheses. */
function leads(html: string, options: Partial<RewriteOptions> = {}): string[] {
  return parse5Links(rewrite(html, options).html).map(([, href]) =>
    href.startsWith('https://t.example/c/') ? `(${links.read(href).url})` : href,
  );
}

function codes(html: string, options: Partial<RewriteOptions> = {}): string[] {
  return rewrite(html, options).warnings.map(({ code }) => code);
}

describe('rewriteHtml', () => {
  it.each([...emails])('changes nothing but links and instructions in %s', (_name, html) => {
    const plain = html.replace(/ (data-track|ses:)[\w-]*(="[^"]*")?/g, '');
    const rewritten = rewriteHtml(plain, { links, metadata: { id: 7 }, pixel: 'bottom' });
    const marked = restore(rewritten, plain);
    expect(marked).toBe(plain.replace('{{pixel}}', ''));
    expect(rewritten.links.length).toBeGreaterThan(0);
    expect(Buffer.byteLength(rewritten.html) - Buffer.byteLength(plain)).toBe(rewritten.bytesAdded);
  });

  it('gives back any text it finds nothing to do in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(rewrite(text).html).toBe(text);
      }),
    );
  });

  it('changes nothing but links in 2,000 mutated documents', () => {
    const seeds = [...emails.values()].map((html) =>
      html.replaceAll(/ (data-track|ses:)[\w-]*/g, ''),
    );
    for (let number = 0; number < 2000; number++) {
      const html = mutate(seeds, number).replaceAll('{{pixel}}', '');
      const rewritten = rewriteHtml(html, { links });
      expect(restore(rewritten, html)).toBe(html);
    }
  });

  it('finds every link that only Outlook reads', () => {
    const html = emails.get('outlook-button.html') ?? '';
    const conditional = rewrite(html).links.filter(({ isConditional }) => isConditional);
    expect(conditional.map(({ element, target }) => [element, target])).toEqual([
      ['vml', 'https://shop.example/sale?a=1&b=2'],
      ['a', 'https://shop.example/outlook'],
    ]);
    expect(conditional).toHaveLength(countConditionalLinks(html));
  });

  it('keeps quotes, case and spacing', () => {
    const { html } = rewrite(
      `<A\n HREF = 'https://a.example/' ><a href=https://b.example/ x><a  href="https://c.example/">`,
    );
    expect(html.replaceAll(/https:\/\/t\.example\/c\/[\w-]+/g, '…')).toBe(
      `<A\n HREF = '…' ><a href=… x><a  href="…">`,
    );
  });

  it('decodes entities for the target, and encodes the new value', () => {
    const withQuery = createLinks({ ...settings, clickUrl: "https://t.example/c/?a='&b=" });
    const source = `<a href='https://a.example/?b=1&amp;c=2&copy=3&#38;d=&eacute;'>`;
    const rewritten = rewriteHtml(source, { links: withQuery, opens: false });
    expect(rewritten.html).toContain(`?a=&#39;&amp;b='>`);
    const [[, href] = [0, '']] = parse5Links(rewritten.html);
    expect(withQuery.read(rewritten.links[0]?.href ?? '').url).toBe(
      'https://a.example/?b=1&c=2&copy=3&d=é',
    );
    expect(href).toBe(rewritten.links[0]?.href);
  });

  it.each([
    ['https://a.example/', '(https://a.example/)'],
    ['HTTP://A.example/X', '(HTTP://A.example/X)'],
    [' https://a.example/\t', '(https://a.example/)'],
    ['https://a.example/\nb', '(https://a.example/b)'],
    ['//a.example/b', '(https://a.example/b)'],
    ['https://a.example/a b', '(https://a.example/a%20b)'],
    ['https://münchen.example/日', '(https://münchen.example/日)'],
  ])('tracks %j', (href, lead) => {
    expect(leads(`<a href="${href}">`)).toEqual([lead]);
  });

  it.each([
    ['mailto:a@b.example', 'scheme'],
    ['tel:1', 'scheme'],
    ['sms:1', 'scheme'],
    ['cid:image', 'scheme'],
    ['javascript:x', 'scheme'],
    ['JavaScript:x', 'scheme'],
    ['data:text/html,x', 'scheme'],
    ['#top', 'fragment'],
    ['', 'empty'],
    ['/relative', 'relative'],
    ['relative?x', 'relative'],
    ['https://t.example/c/token', 'own-host'],
    ['https://T.EXAMPLE/u/token', 'own-host'],
    ['https://t.example:443/c/token', 'own-host'],
    ['http://t.example.:80/c/token', 'own-host'],
    ['https://user@a.example/', 'refused'],
    ['https:\\\\a.example\\', 'refused'],
    ['https:///', 'refused'],
    ['https://[/', 'refused'],
  ])('leaves %j alone', (href, reason) => {
    const html = `<a href="${href}">x</a>`;
    const rewritten = rewrite(html);
    expect(rewritten.html).toBe(html);
    expect(rewritten.skipped).toEqual([{ url: href, reason }]);
  });

  it('resolves relative links where there is a base', () => {
    const html = '<a href="a?b"><a href="/c"><a href="#d"><a href="//e.example">';
    const lead = [
      '(https://a.example/x/a?b)',
      '(https://a.example/c)',
      '#d',
      '(https://e.example)',
    ];
    expect(leads(html, { baseUrl: 'https://a.example/x/y' })).toEqual(lead);
    expect(leads(`<base href="https://a.example/x/y">${html}`)).toEqual(lead);
    expect(leads(`<base href="{{base}}">${html}`).slice(0, 2)).toEqual(['a?b', '/c']);
  });

  it.each([
    'data-track="off"',
    'DATA-TRACK=OFF',
    'data-track=false',
    'ses:no-track',
    'clicktracking=off',
    'disable-tracking',
    'disable-tracking="true"',
    'data-pm-no-track',
    'data-msys-clicktrack="0"',
    'data-mautic-disable-tracking="true"',
    'data-skip-click',
  ])('leaves a link alone that is marked with %s, and leaves out the mark', (mark) => {
    const { html, skipped } = rewrite(`<a ${mark} href="https://a.example/" ${mark}>x</a>`);
    expect(html).toBe('<a href="https://a.example/">x</a>');
    expect(skipped).toEqual([{ url: 'https://a.example/', reason: 'opted-out' }]);
  });

  it.each(['data-track="on"', 'clicktracking=on', 'disable-tracking=false', 'data-skip-click="0"'])(
    'tracks a link that is marked with %s, and leaves out the mark',
    (mark) => {
      const { html, links: found } = rewrite(`<a href="https://a.example/" ${mark}>x</a>`);
      expect(html).toBe(`<a href="${found[0]?.href}">x</a>`);
    },
  );

  it('leaves out a mark so that what is around it means the same', () => {
    expect(rewrite('<a href=https://a.example/ data-track=off/>').html).toBe(
      '<a href=https://a.example/>',
    );
    expect(rewrite('<a data-track="off"href="https://a.example/">').html).toBe(
      '<a href="https://a.example/">',
    );
    expect(rewrite('<a href="https://a.example/"data-track="off"title=x>').html).toBe(
      '<a href="https://a.example/"title=x>',
    );
    expect(rewrite('<a href=https://a.example/\n data-skip-click/>').html).toBe(
      '<a href=https://a.example/\n/>',
    );
  });

  it('lets position, label and tags travel in the link', () => {
    const html =
      '<a href="https://a.example/1">1</a><a data-track="off" href="https://a.example/2">2</a>' +
      '<a data-track-id=" hero " data-track-tags="top, sale" ses:tags="kind:bill;tier:1" href="https://a.example/3">3</a>';
    const rewritten = rewrite(html, { metadata: { id: 7 }, message: 'm1', recipient: 'c-7' });
    expect(rewritten.links.map(({ href }) => links.read(href))).toMatchObject([
      {
        position: 1,
        label: null,
        tags: [],
        metadata: { id: 7 },
        message: 'm1',
        recipient: 'c-7',
      },
      { position: 2, label: 'hero', tags: ['top', 'sale', 'kind:bill', 'tier:1'] },
    ]);
    expect(rewritten.html).not.toMatch(/data-track|ses:/);
  });

  it('passes on whether and how the recipient is tracked', () => {
    const html = emails.get('newsletter.html') ?? '';
    const anonymous = rewriteHtml(html, { links, tracking: 'anonymous' });
    expect(links.read(anonymous.links[0]?.href ?? '').tracking).toBe('anonymous');
    const none = rewriteHtml(html, { links, tracking: 'none' });
    expect(none).toMatchObject({ html, links: [], bytesAdded: 0 });
  });

  it('leaves links alone without clicks, and the pixel out without opens', () => {
    const html = '<a href="https://a.example/" clicktracking=off>x</a>';
    expect(rewriteHtml(html, { links, clicks: false }).html).toMatch(
      /^<a href="https:\/\/a\.example\/" clicktracking=off>x<\/a><img [^>]*>$/,
    );
    expect(rewriteHtml(html, { links, clicks: false, opens: false }).html).toBe(html);
  });

  it('makes links of pytracking too, which have room for metadata only', () => {
    const plain = createLinks({ ...settings, format: 'pytracking' });
    const html = '<a data-track-id=hero href="https://a.example/">x</a>';
    const [link] = rewriteHtml(html, { links: plain, metadata: { id: 7 } }).links;
    expect(plain.read(link?.href ?? '')).toMatchObject({
      url: 'https://a.example/',
      metadata: { id: 7 },
    });
  });

  it('takes any maker of links', () => {
    const made: string[] = [];
    const click = (url: string) => `https://t.example/c/${made.push(url)}`;
    const maker = { open: () => 'https://t.example/o/1', click, unsubscribe: () => '' };
    const html = '<a href="https://a.example/">x</a><a href="https://t.example/c/0">y</a>';
    const rewritten = rewriteHtml(html, { links: maker });
    expect(rewritten.html).toMatch(
      /^<a href="https:\/\/t\.example\/c\/1">x<\/a><a href="https:\/\/t\.example\/c\/0">y<\/a><img /,
    );
    expect(rewritten.skipped).toEqual([{ url: 'https://t.example/c/0', reason: 'own-host' }]);
  });

  it('lets nothing that is wrong with one link stop the email', () => {
    const short = createLinks({ ...settings, maxUrlLength: 100 });
    const long = `https://a.example/${Array.from({ length: 90 }, (_, index) => index * 7919).join('')}`;
    const rewritten = rewriteHtml(`<a href="${long}">x</a>`, { links: short, opens: false });
    expect(rewritten.html).toBe(`<a href="${long}">x</a>`);
    expect(rewritten.skipped).toEqual([{ url: long, reason: 'too-long' }]);
    expect(rewritten.warnings.map(({ code }) => code)).toEqual(['long-url']);
  });

  it('throws for what is wrong with the call', () => {
    expect(() => rewriteHtml(null as unknown as string, { links })).toThrow(
      'expected an email as a string, got null',
    );
    expect(() => rewriteHtml('<a href="https://a.example">', { links: createLinks({}) })).toThrow(
      TypeError,
    );
    const metadata = { at: new Date() } as never;
    expect(() => rewrite('<a href="https://a.example">', { metadata })).toThrow('JSON');
  });
});

describe('unsubscribe links', () => {
  const html = '<a href="https://a.example/leave?u=1&amp;v=2">Unsubscribe</a>';

  it('stay as they are where the sender names them', () => {
    const unsubscribeUrl = 'https://a.example/leave?u=1&v=2';
    expect(leads(html, { unsubscribeUrl })).toEqual([unsubscribeUrl]);
    expect(leads(html, { unsubscribeUrl: 'https://A.example:443/leave?u=1&v=2' })).toHaveLength(1);
    expect(codes(html, { unsubscribeUrl })).toEqual([]);
  });

  it('are tracked with a warning, else', () => {
    expect(leads(html)).toEqual(['(https://a.example/leave?u=1&v=2)']);
    expect(codes(html)).toEqual(['unsubscribe']);
  });

  it.each([
    '<a href="https://a.example/leave">Click <b>to un</b>subscribe</a>',
    '<a href="https://a.example/x">Abmelden</a>',
    '<a href="https://a.example/opt-out">here</a>',
    '<a href="https://a.example/x?do=unsubscribe">here</a>',
    '<a href="https://a.example/x"><b class=big>U</b>nsubscribe</a>',
    '<a href="https://a.example/x"><img src="u.png" alt="Unsubscribe"></a>',
    "<a href='https://a.example/x'><img title='Newsletter abbestellen' src=u.png></a>",
    '<a href="https://a.example/x" title="Se d&eacute;sabonner">x</a>',
    '<a href="https://a.example/x" aria-label="Darse de baja"><img src=x></a>',
    '<map><area href="https://a.example/x" alt="Wypisz si&#281;"></map>',
    '<a href="https://a.example/d%C3%A9sabonnement?u=1">ici</a>',
  ])('stay as they are with skipUnsubscribe: %s', (markup) => {
    expect(rewrite(markup, { skipUnsubscribe: true }).links).toHaveLength(0);
  });

  it.each([
    '<a href="https://a.example/x"><img src="unsubscribe.png" alt="News"></a>',
    '<a href="https://a.example/x" data-name="unsubscribe">News</a>',
    '<a href="https://a.example/x">News</a><img alt="Unsubscribe" src=x>',
  ])('are not what says so elsewhere: %s', (markup) => {
    expect(rewrite(markup, { skipUnsubscribe: true }).links).toHaveLength(1);
    expect(codes(markup)).toEqual([]);
  });

  it('are not what only mentions them in its host', () => {
    const other = '<a href="https://unsubscribe.example/news">News</a>';
    expect(rewrite(other, { skipUnsubscribe: true }).links).toHaveLength(1);
  });
});

describe('campaign parameters', () => {
  const utm = { source: 'news letter', campaign: 'x&y' };

  it.each([
    ['https://a.example/', 'https://a.example/?utm_source=news%20letter&utm_campaign=x%26y'],
    [
      'https://a.example/?b#c',
      'https://a.example/?b&utm_source=news%20letter&utm_campaign=x%26y#c',
    ],
    ['https://a.example/?utm_source=own', 'https://a.example/?utm_source=own&utm_campaign=x%26y'],
    ['https://a.example?#?', 'https://a.example?utm_source=news%20letter&utm_campaign=x%26y#?'],
    [
      'https://a.example/?UTM_SOURCE&utm_campaign=1',
      'https://a.example/?UTM_SOURCE&utm_campaign=1',
    ],
  ])('are appended to %s', (href, target) => {
    expect(rewrite(`<a href="${href}">`, { utm }).links).toMatchObject([{ url: href, target }]);
  });
});

describe('placeholders', () => {
  it.each([
    '{{url}}',
    'https://a.example/{{id}}',
    'https://a.example/{% if x %}',
    '*|URL|*',
    'https://a.example/%%name%%',
    'https://a.example/?e=%recipient%',
    'https://a.example/[[id]]',
    'https://a.example/<%= id %>',
    'https://a.example/{{ "x',
  ])('keep a link as it is: %s', (href) => {
    const html = `<a href='${href}'>x</a>`;
    const rewritten = rewrite(html);
    expect(rewritten.html).toBe(html);
    expect(rewritten.skipped).toEqual([{ url: href, reason: 'placeholder' }]);
    expect(rewritten.warnings.map(({ code }) => code)).toEqual(['placeholder']);
  });

  it.each([
    '100%25',
    '%C3%A9t%C3%A9',
    '?a=%20b%20',
    '?p=%41bc%41',
    '50%',
    '{x}',
    '[::1]',
    '%DATE%',
  ])('are not what addresses are made of: %s', (path) => {
    expect(rewrite(`<a href="https://a.example/${path}">`).links).toHaveLength(1);
  });

  it('may be ambiguous, on request', () => {
    const html = '<a href="https://a.example/%DATE%"><a href="https://a.example/%C3%A9">';
    expect(leads(html, { ambiguousPlaceholders: true })).toEqual([
      'https://a.example/%DATE%',
      '(https://a.example/%C3%A9)',
    ]);
  });
});

describe('the pixel', () => {
  const place = (html: string, options: Partial<RewriteOptions> = {}) =>
    rewriteHtml(html, { links, clicks: false, ...options }).html.replaceAll(
      /<img src="https:\/\/t\.example\/o\/[\w-]+" width="1" height="1" alt="" [^>]*\/>/g,
      '|',
    );

  it.each([
    '<html><body><p>x</p>|</body></html>',
    '<body>a</body><body>b|</BODY ></html>\r\n',
    '<p>fragment|',
    'text|',
    '|',
    '<p>x<!-- </body> -->|',
    '<p>x|<!-- never closed </body>',
    '<p>x|<script>never closed </body>',
    '<p>x|<style>never closed </body>',
    '<p>x|<a href="never closed </body>',
    '<title></body></title>|',
  ])('goes to the end of the body, never into a comment or raw text: %s', (marked) => {
    expect(place(marked.replace('|', ''))).toBe(marked);
  });

  it.each([
    '<html><head><title>t</title></head><body class="x">|<p>x</p></body></html>',
    '<body><div style="display:none">pre<div>header</div></div>|<p>x</p></body>',
    '<body>\n<!-- x --><span class="preheader">pre</span>|<p>x</p></body>',
    '<body>|<p>x</p><div style="display:none">no preheader</div></body>',
    '<body>|text<div style="display:none">no preheader</div></body>',
    '<body>|<div style="display:none">never closed</body>',
    '<!doctype html>|<p>x',
  ])('goes to the top on request, after the preheader: %s', (marked) => {
    expect(place(marked.replace('|', ''), { pixel: 'top' })).toBe(marked);
  });

  it('goes to both places on request', () => {
    expect(place('<body>x</body>', { pixel: 'both' })).toBe('<body>|x|</body>');
  });

  it('stands where {{pixel}} stood', () => {
    expect(place('<!--{{pixel}}--><p>{{pixel}}</p></body>')).toBe(
      '<!--{{pixel}}--><p>|</p></body>',
    );
    expect(place('<p>{{pixel}}</p>', { opens: false })).toBe('<p></p>');
  });

  it('carries the metadata', () => {
    const { html } = rewriteHtml('', {
      links,
      metadata: { id: 7 },
      message: 'm1',
      recipient: 'c-7',
    });
    const url = /src="([^"]*)"/.exec(html)?.[1] ?? '';
    expect(links.read(url)).toMatchObject({
      kind: 'open',
      metadata: { id: 7 },
      message: 'm1',
      recipient: 'c-7',
    });
  });
});

describe('warnings', () => {
  it.each([
    ['a text that shows another host', '<a href="https://a.example/">www.bank.example</a>'],
    ['a URL as text', '<a href="https://a.example/"><b>https://bank.example/login</b></a>'],
  ])('tell of %s', (_name, html) => {
    expect(codes(html)).toEqual(['misleading-text']);
  });

  it.each([
    'www.a.example',
    'A.EXAMPLE/x',
    'https://a.example',
    'Click here',
    'me@bank.example',
    '1.5',
  ])('say nothing of the text %s', (text) => {
    expect(codes(`<a href="https://www.a.example/x">${text}</a>`)).toEqual([]);
  });

  it('tell of a target without https', () => {
    expect(codes('<a href="http://a.example/">x</a>')).toEqual(['plain-http']);
  });

  it('tell of an email that Gmail clips, counted in bytes', () => {
    expect(codes('x'.repeat(102 * 1024))).toEqual([]);
    expect(codes('x'.repeat(102 * 1024 + 1))).toEqual(['clipped']);
    expect(codes('€'.repeat(34 * 1024 + 1))).toEqual(['clipped']);
  });

  it('tell of click links over 2,000 characters', () => {
    const roomy = createLinks({ ...settings, maxUrlLength: 9000 });
    const metadata = { note: Array.from({ length: 900 }, (_, index) => index * 7919).join('') };
    const { warnings } = rewriteHtml('<a href="https://a.example/">x</a>', {
      links: roomy,
      opens: false,
      metadata,
    });
    expect(warnings.map(({ code }) => code)).toEqual(['long-url']);
  });
});

describe('AMP for Email', () => {
  const amp =
    '<!doctype html><html amp4email><body><a href="https://a.example/">x</a></body></html>';

  it('has an <amp-img> as its pixel, and no honeypot', () => {
    const options = { amp: true, opens: true, honeypot: 'https://a.example/legal' };
    const { html, links: found } = rewrite(amp, options);
    expect(html).toMatch(
      /<\/a><amp-img src="https:\/\/t\.example\/o\/[\w-]+" width="1" height="1" layout="fixed" alt=""><\/amp-img><\/body>/,
    );
    expect(html).not.toMatch(/<img|display:none/);
    expect(found).toHaveLength(1);
  });

  it('is not shown over 200,000 bytes, and a warning says so', () => {
    expect(codes(amp.padEnd(200_000), { amp: true, clicks: false })).toEqual([]);
    expect(codes(amp.padEnd(200_001), { amp: true, clicks: false })).toEqual(['clipped']);
  });

  it.each([
    amp,
    amp.replace('amp4email', '⚡4email'),
    amp.replace('amp4email', 'lang=de AMP4EMAIL'),
  ])('is warned about where it is treated as HTML: %s', (html) => {
    expect(codes(html)).toEqual(['amp']);
    expect(codes(html, { amp: true })).toEqual([]);
    expect(codes(html, { tracking: 'none' })).toEqual([]);
  });

  it('is not what only mentions it', () => {
    expect(codes('<html><body title=x>amp4email action-xhr</body>')).toEqual([]);
  });
});

describe('bad input', () => {
  it('of 10,000 elements in one another is fine', () => {
    const html = `${'<div>'.repeat(10_000)}<a href="https://a.example/">x</a>`;
    expect(rewrite(html).links).toHaveLength(1);
  });

  it('with NUL bytes and lone surrogates in a link keeps the rest', () => {
    const html = '\0<a href="https://a.example/\0\uD800">\uDC00</a>';
    const rewritten = rewrite(html);
    expect(restore(rewritten, html)).toBe(html);
    expect(rewritten.links[0]?.target).toBe('https://a.example/\uFFFD\uFFFD');
  });
});
