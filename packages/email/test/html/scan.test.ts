import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scan } from '../../src/html/scan.ts';
import { emails } from '../support/emails.ts';
import { mutate } from '../support/mutate.ts';
import { ourLinks } from '../support/our-links.ts';
import { parse5Links } from '../support/parse5-links.ts';

/** Drawings and formulas as programs write them into emails. */
const drawings = [
  ['an icon', '<svg viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'],
  ['an icon with an empty title', '<svg><title/><path d="M0 0"/></svg>'],
  ['an icon with an empty style', '<svg><defs><style/></defs><path d="M0 0"/></svg>'],
  [
    'a drawing with a title',
    '<svg role="img"><title>Our &amp; logo</title><desc>x</desc><g/></svg>',
  ],
  [
    'a drawing with a style sheet',
    '<svg><defs><style type="text/css">.a>.b{fill:#fff}</style></defs><g class="a"/></svg>',
  ],
  [
    'a style sheet as a section',
    '<svg><style><![CDATA[ .a > .b { fill: red } ]]></style><g/></svg>',
  ],
  ['a section that holds a tag', '<svg><style><![CDATA[ <a href="9"> ]]></style></svg>'],
  ['an empty drawing', '<svg/>'],
  ['an XML declaration', '<?xml version="1.0"?><!DOCTYPE svg><SVG><script/><metadata/></SVG>'],
  ['a link in a drawing', '<svg><a href="4"><text>x</text></a><a xlink:href="5"><g/></a></svg>'],
  [
    'HTML in a drawing',
    '<svg><foreignObject><div><style>a{}</style><a href="4">x</a></div></foreignObject></svg>',
  ],
  ['drawings in one another', '<svg><svg><title/></svg><style/><g/></svg>'],
  ['a formula', '<math><mi>x</mi><mo>&lt;</mo><mn>1</mn><annotation>x</annotation></math>'],
  ['a formula with a drawing', '<math><mtext><svg><title/></svg></mtext><mi>y</mi></math>'],
] as const;

/** Bounded for the unit test; `test/bench/email-scan.ts` runs 100,000 and more. */
const mutatedDocuments = 20_000;

describe('scan', () => {
  it.each([...emails])('finds the links of %s where parse5 does', (_name, html) => {
    expect(ourLinks(html)).toEqual(parse5Links(html));
    expect(ourLinks(html).length).toBeGreaterThan(0);
  });

  it(`finds the links of ${mutatedDocuments} mutated documents where parse5 does`, () => {
    const seeds = [...emails.values()];
    let links = 0;
    const differing: string[] = [];
    for (let number = 0; number < mutatedDocuments; number++) {
      const html = mutate(seeds, number);
      const found = ourLinks(html);
      links += found.length;
      if (JSON.stringify(found) !== JSON.stringify(parse5Links(html))) differing.push(html);
    }
    expect(differing).toEqual([]);
    expect(links).toBeGreaterThan(mutatedDocuments);
  }, 120_000);

  it.each(drawings)('finds the links around %s where parse5 does', (_name, drawing) => {
    const links = `<a href="1">${drawing}</a><a href="2">x</a>`;
    const html = `<table><tr><td><p>${links}</p></td></tr></table><style><a href="3"></style>`;
    for (const each of [drawing, links, html, html.repeat(2)]) {
      expect(ourLinks(each)).toEqual(parse5Links(each));
    }
    expect(ourLinks(html).length).toBeGreaterThanOrEqual(2);
  });

  it('finds the links of any text where parse5 does', () => {
    const pieces = fc.constantFrom(...'<>"\'&;/!-=[] a'.split(''), '<a href=', '</', '<!--', '-->');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const html = parts.join('');
        expect(ourLinks(html)).toEqual(parse5Links(html));
      }),
      { numRuns: 2000 },
    );
  });

  it('finds what only Outlook reads, and says so', () => {
    const html = emails.get('outlook-button.html') ?? '';
    const conditional = scan(html).links.filter(({ isConditional }) => isConditional);
    expect(conditional.map(({ name, start }) => [name, html.slice(start, start + 4)])).toEqual([
      ['v:roundrect', '<v:r'],
      ['a', '<a h'],
    ]);
  });

  it('finds nothing in a comment that is not conditional', () => {
    expect(scan('<!-- [if] <a href=x> --><!--[if mso<a href=x>-->').links).toEqual([]);
  });

  it('knows where the content of a link ends', () => {
    const html = '<a href=1>one<a href=2>two</a>none<a href=3>three';
    expect(scan(html).links.map(({ end, contentEnd }) => html.slice(end, contentEnd))).toEqual([
      'one',
      'two',
      'three',
    ]);
  });

  it.each([
    ['the last </body>', '<body>a</body><body>b|</body></html>'],
    ['no </body> of a comment or script', '<p>|</body><!-- </body> --><script></body></script>'],
  ])('finds %s', (_name, marked) => {
    const at = marked.indexOf('|');
    expect(scan(marked.replace('|', '')).bodyEnd).toBe(at);
  });

  it.each([
    '<p>a</p>|',
    '<p>a</p>|<!-- open',
    '<p>a</p>|<a href="open',
    '<p>a</p>|<style>open',
    '<p>a</p>|<script>"</script',
    '<p>a</p>|<textarea><b></b>',
    '<p>a</p>|<!doctype',
    '<svg>|<![CDATA[ x',
    'a <|',
    '|',
  ])('finds the last place that is not inside something open: %j', (marked) => {
    const at = marked.indexOf('|');
    expect(scan(marked.replace('|', '')).safeEnd).toBe(at);
  });

  it.each([
    '\uFEFF<?xml version="1.0"?><!DOCTYPE html><html lang=en><head><title>t</title></head><body class=a>|x',
    '<!doctype html><html>|<p>x<html>',
    '<html><head></head>|<p>x',
    '\uFEFF|text <!doctype html>',
    '| <p>',
    '|',
  ])('finds where content begins: %j', (marked) => {
    const at = marked.indexOf('|');
    expect(scan(marked.replace('|', '')).contentStart).toBe(at);
  });

  it('finds a marker in text only', () => {
    const html =
      '<!--{{pixel}}--><p title="{{pixel}}"><title>{{pixel}}</title>a {{pixel}} {{pixel}}';
    expect(scan(html, '{{pixel}}').marker).toBe(html.indexOf('a {{') + 2);
    expect(scan('<!--{{pixel}}-->', '{{pixel}}').marker).toBeNull();
  });
});
