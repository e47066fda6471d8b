import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redirectLocation, type RedirectOptions } from '@hitmark/codec';
import { codeOf } from './code-of.ts';

interface Vectors {
  readonly good: readonly {
    readonly name: string;
    readonly url: string;
    readonly options?: RedirectOptions;
    readonly location: string;
  }[];
  readonly bad: readonly { readonly name: string; readonly url: string; readonly code: string }[];
}

const vectors = JSON.parse(
  readFileSync(new URL('redirect-vectors.json', import.meta.url), 'utf8'),
) as Vectors;

describe('redirectLocation', () => {
  it.each(vectors.good)('lets through $name', ({ url, options, location }) => {
    expect(redirectLocation(url, options)).toBe(location);
  });

  it.each(vectors.good)('leaves what it answered as it is: $name', ({ options, location }) => {
    expect(redirectLocation(location, options)).toBe(location);
  });

  it.each(vectors.bad)('refuses $name', ({ url, code }) => {
    expect(codeOf(() => redirectLocation(url))).toBe(code);
  });

  it('leads where a browser would go with the URL itself', () => {
    const urls = fc.webUrl({ withQueryParameters: true, withFragments: true });
    fc.assert(
      fc.property(urls, (url) => {
        expect(redirectLocation(url)).toBe(url);
      }),
    );
    for (const { url, location } of vectors.good) {
      expect(new URL(location).href).toBe(new URL(url).href);
    }
  });

  it('answers any text with printable ASCII of http or https, or refuses it', () => {
    const pieces = fc.constantFrom(
      'https://',
      'http:',
      '/',
      '\\',
      '@',
      ':',
      '#',
      '?',
      'a.b',
      '\t',
      'é',
      '%',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((parts) => `https://a${parts.join('')}`),
      fc.array(pieces).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const location = codeOf(() => redirectLocation(text)) ?? redirectLocation(text);
        expect(location).toMatch(/^(https?:\/\/[^/?#\s@][!-~]*|malformed-url|forbidden-[a-z]+)$/i);
      }),
      { numRuns: 1000 },
    );
  });

  it('never moves a URL to another host than a parser finds in it', () => {
    const pieces = fc.constantFrom(
      '/',
      '@',
      ':',
      '#',
      '?',
      '.',
      'evil.test',
      'é',
      '%2f',
      '[',
      ']',
      ';',
    );
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        const url = `https://good.test${parts.join('')}`;
        if (codeOf(() => redirectLocation(url)) !== undefined) return;
        expect(new URL(redirectLocation(url)).host).toBe(new URL(url).host);
      }),
      { numRuns: 1000 },
    );
  });
});
