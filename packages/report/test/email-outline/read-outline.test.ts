import { describe, expect, it } from 'vitest';
import type { EmailOutline } from '../../src/email-outline/outline.ts';
import { maxHtmlBytes, readOutline } from '../../src/email-outline/read-outline.ts';

/** Lines of an outline; a link stands in brackets with its place, a picture in braces. */
function linesOf({ blocks }: EmailOutline): readonly string[] {
  return blocks.map(({ pieces }) =>
    pieces
      .map(({ kind, text, link }) => {
        const shown = kind === 'image' ? `{${text}}` : text;
        return link === null ? shown : `[${link} ${shown}]`;
      })
      .join('')
      .trim(),
  );
}

const to = (html: string): string => `<a href="https://shop.example/">${html}</a>`;

describe('the outline of an email', () => {
  it('has words, pictures and links in their order, a line for each block', () => {
    const outline = readOutline(
      `<table><tr><td><h1>Hello &amp; welcome</h1></td><td>Two<br>lines</td></tr></table>
       ${to('<img src=x alt="A bag">')}<p>Read <a href="http://b.example/?q=1&amp;r=2">the <b>guide</b></a>.</p>
       <ul><li>One</ul>`,
    );
    expect(linesOf(outline)).toEqual([
      'Hello & welcome',
      'Two',
      'lines',
      '[0 {A bag}]',
      'Read [1 the guide].',
      'One',
    ]);
    expect(outline.blocks.map(({ kind }) => kind)).toContain('heading');
    expect(outline.links).toEqual(['https://shop.example/', 'http://b.example/?q=1&r=2']);
    expect(outline.is_cut).toBe(false);
  });

  it.each([
    '<style>a { b: c }</style>',
    '<script>alert(1)</script>',
    '<SCRIPT/XSS>alert(1)</SCRIPT>',
    '<title>Not in the body</title>',
    '<noscript><p>No script</p></noscript>',
    '<template><p>Nobody</p></template>',
    '<svg><text>drawn</text><script>1</script></svg>',
    '<iframe srcdoc="<p>inner</p>">inner</iframe>',
    '<div style="color:red; DISPLAY : none">preheader</div>',
    '<div style="mso-hide:all"><p>preheader</p></div>',
    '<p hidden>hidden</p>',
    '<!-- comment --><!--[if mso]><p>Outlook</p><![endif]-->',
    '<img src="open.gif" width="1" height="1" alt="pixel">',
  ])('has nothing of what nobody sees: %s', (html) => {
    expect(linesOf(readOutline(`<p>before</p>${html}<p>after</p>`))).toEqual(['before', 'after']);
  });

  it.each([
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,<script>1</script>',
    'mailto:somebody@a.example',
    'vbscript:1',
    '//elsewhere.example/',
    '#top',
    '',
  ])('has no link that leads to %j', (href) => {
    const { links, blocks } = readOutline(`<p><a href="${href}">words</a></p>`);
    expect(links).toEqual([]);
    expect(blocks).toEqual([
      { kind: 'text', pieces: [{ kind: 'text', text: 'words', link: null }] },
    ]);
  });

  it('keeps markup that was escaped as the words that it is', () => {
    const outline = readOutline('<p>&lt;script&gt;alert(1)&lt;/script&gt; &#x202e;gnp.exe</p>');
    expect(linesOf(outline)).toEqual(['<script>alert(1)</script> \u202egnp.exe']);
  });

  it('is cut where an email has no end, and says so', () => {
    const long = [
      '<p>word</p>'.repeat(20_000),
      `<p>${'word '.repeat(40_000)}</p>`,
      to('link').repeat(1_000),
    ];
    for (const html of long) {
      const outline = readOutline(html);
      expect(outline.is_cut).toBe(true);
      expect(JSON.stringify(outline).length).toBeLessThan(maxHtmlBytes);
    }
  });

  it('refuses elements within each other without end, and takes as many as tables need', () => {
    const nested = (count: number): string => `${'<div>'.repeat(count)}deep`;
    expect(() => readOutline(nested(50_000))).toThrow(/at most 256 elements/);
    expect(linesOf(readOutline(nested(200)))).toEqual(['deep']);
  });

  it.each(['<', '&', '<!--', '<a href="', '<p/', '</p>', '\u0000', '\ud800', '<a '])(
    'reads HTML that is broken: %j, many times',
    (part) => {
      const outline = readOutline(part.repeat(Math.floor(maxHtmlBytes / 8)));
      expect(outline.links.length).toBeLessThanOrEqual(200);
    },
  );
});
