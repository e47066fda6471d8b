import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { escapeHtml } from '@hitmark/codec/text';
import { writePage } from '../../src/pages/write-page.ts';

/** The policy's sources by directive. */
function policyOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  const directives = (headers['content-security-policy'] ?? '').split('; ');
  return Object.fromEntries(
    directives.map((directive) => {
      const space = directive.indexOf(' ');
      return [directive.slice(0, space), directive.slice(space + 1)];
    }),
  );
}

const hash = (text = ''): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('a page', () => {
  const plain = { title: 'A & B', style: 'p { color: red }', body: '<p>text</p>' };

  it('allows its own style by hash, images that stand in it, and nothing else', () => {
    const { headers, html } = writePage(plain);
    const [, style] = /<style>(.*)<\/style>/s.exec(html) ?? [];
    expect(policyOf(headers)).toEqual({
      'default-src': "'none'",
      'img-src': 'data:',
      'style-src': hash(style),
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    });
    expect(html).not.toContain('<script');
  });

  it('allows its own script by hash, and what it is given beside', () => {
    const sources = { 'script-src': "'self'", 'form-action': "'self'", 'img-src': "'self'" };
    const { headers, html } = writePage({ ...plain, script: 'let a = 1;\n', sources });
    const [, script] = /<script>(.*)<\/script>/s.exec(html) ?? [];
    expect(policyOf(headers)).toMatchObject({
      'default-src': "'none'",
      'script-src': `'self' ${hash(script)}`,
      'form-action': "'self'",
      'img-src': "'self' data:",
    });
    expect(policyOf(headers)['script-src']).not.toContain('unsafe');
  });

  it('is not kept, framed, read from elsewhere or taken for another type, and tells nobody its address', () => {
    expect(writePage(plain).headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  it('escapes its title', () => {
    expect(writePage(plain).html).toContain('<title>A &amp; B</title>');
  });
});

describe('escapeHtml', () => {
  it('leaves nothing that ends an element, an attribute or a reference', () => {
    expect(escapeHtml(`<a href="x" title='y'>&amp;</a>`)).toBe(
      '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;',
    );
  });
});
