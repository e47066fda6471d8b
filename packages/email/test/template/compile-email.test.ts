import { describe, expect, it } from 'vitest';
import { createLinks, generateKey } from '@hitmark/codec';
import { compileEmail, rewriteHtml } from '@hitmark/email';
import { emails } from '../support/emails.ts';
import { parse5Links } from '../support/parse5-links.ts';

const links = createLinks({
  openUrl: 'https://t.example/o/',
  clickUrl: 'https://t.example/c/',
  unsubscribeUrl: 'https://t.example/u/',
  keys: [generateKey('k1')],
});
const sentAtMs = 1_700_000_000_000;

/** Lists where the links of a rendered email lead: the target of click links, in parentheses. */
function leads(html: string): string[] {
  return parse5Links(html).map(([, href]) =>
    href.startsWith('https://t.example/c/') ? `(${links.read(href).url})` : href,
  );
}

function compile(html: string) {
  return compileEmail(html, { links, opens: false });
}

describe('compileEmail', () => {
  it.each([...emails])('renders %s as rewriteHtml does', (_name, html) => {
    const recipient = { metadata: { id: 7 }, sentAtMs, values: { name: 'Ann' } };
    const compiled = compileEmail(html, { links });
    expect(compiled.render(recipient)).toEqual(rewriteHtml(html, { links, ...recipient }));
  });

  it('fills every kind of placeholder that is a name, and no other', () => {
    const html =
      '{{a}} {{ a }} {{{a}}} *|a|* %%a%% %a% [[a]] <%= a %> {{b}} {{#if a}} {{a.b}} {% a %} {{a | x}}';
    const { html: filled } = compile(html).render({ values: { a: '<1>' } });
    expect(filled).toBe(
      '&lt;1&gt; &lt;1&gt; <1> &lt;1&gt; &lt;1&gt; &lt;1&gt; &lt;1&gt; &lt;1&gt; {{b}} {{#if a}} {{a.b}} {% a %} {{a | x}}',
    );
  });

  it('gives back the email as it was where nothing is filled', () => {
    const html = '<p title="{{name}}">{{name}}</p><a href="{{url}}">x</a>';
    const rendered = compile(html).render({});
    expect(rendered.html).toBe(html);
    expect(rendered.skipped).toEqual([{ url: '{{url}}', reason: 'placeholder' }]);
    expect(rendered.warnings.map(({ code }) => code)).toEqual(['placeholder']);
  });

  it('takes no name from a prototype', () => {
    expect(compile('{{constructor}}').render({ values: {} }).html).toBe('{{constructor}}');
  });

  it.each([
    ['{{url}}', '(https://a.example/x?y=1&z)'],
    ['https://{{host}}/x', '(https://a.example:8080/x)'],
    [
      'https://a.example/{{id}}/?e={{email}}&amp;u={{url}}',
      '(https://a.example/7/?e=a%2Bb%40c.example&u=https%3A%2F%2Fa.example%2Fx%3Fy%3D1%26z)',
    ],
    ['https://a.example/?{{query}}', '(https://a.example/?a=1&b=2)'],
    ['{{mail}}', 'mailto:a@b.example'],
    ['{{own}}', 'https://t.example/u/x'],
  ])('binds a link late: %s', (href, lead) => {
    const values = {
      url: 'https://a.example/x?y=1&z',
      host: 'a.example:8080',
      id: 7,
      email: 'a+b@c.example',
      query: 'a=1&b=2',
      mail: 'mailto:a@b.example',
      own: 'https://t.example/u/x',
    };
    expect(leads(compile(`<a href="${href}">`).render({ values }).html)).toEqual([lead]);
  });

  it('keeps a link as it is for whom a value of it is missing, and fills the rest', () => {
    const html = '<a href="https://a.example/?a={{a}}&amp;b={{b}}">{{a}}</a>';
    const rendered = compile(html).render({ values: { a: '"' } });
    expect(rendered.html).toBe('<a href="https://a.example/?a=&quot;&amp;b={{b}}">&quot;</a>');
  });

  it('makes no attribute of a value that stands between no quotes', () => {
    const values = { a: 'x onmouseover=alert`1`' };
    expect(compile('<b title={{a}}>{{a}}</b>').render({ values }).html).toContain(
      '<b title=x onmouseover&#61;alert&#96;1&#96;>x onmouseover&#61;alert&#96;1&#96;</b>',
    );
  });

  it('knows the unsubscribe URL also where it is a placeholder', () => {
    const html = '<a href="{{unsubscribe}}">x</a>';
    const compiled = compileEmail(html, { links, unsubscribeUrl: '{{unsubscribe}}' });
    const rendered = compiled.render({ values: { unsubscribe: 'https://a.example/u' } });
    expect(leads(rendered.html)).toEqual(['https://a.example/u']);
    expect(rendered.links).toEqual([]);
  });

  it('gives a link the same position for every recipient', () => {
    const html = '<a href="{{url}}">1</a><a href="https://a.example/">2</a>';
    const compiled = compile(html);
    expect(compiled.render({}).links.map(({ position }) => position)).toEqual([2]);
  });

  it('fills values, and tracks nothing, with tracking none', () => {
    const html = '{{a}}<a data-track=off href="https://a.example/{{a}}">x</a><a href="{{a}}">y</a>';
    const rendered = compileEmail(html, { links }).render({ values: { a: '&' }, tracking: 'none' });
    expect(rendered.html).toBe(
      '&amp;<a data-track=off href="https://a.example/&amp;">x</a><a href="&amp;">y</a>',
    );
    expect(rendered).toMatchObject({ links: [], skipped: [], warnings: [] });
  });

  it('counts the bytes of values', () => {
    expect(compile('{{a}}').render({ values: { a: '€' } }).bytesAdded).toBe(3 - 5);
  });
});
