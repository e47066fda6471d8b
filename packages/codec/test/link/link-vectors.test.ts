import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createLinks, type Link, type LinksOptions } from '@hitmark/codec';

interface Vectors {
  readonly keys: readonly string[];
  readonly now: string;
  readonly bases: LinksOptions;
  readonly links: readonly {
    readonly name: string;
    readonly options: LinksOptions;
    readonly kind: 'open' | 'click' | 'unsubscribe';
    readonly arguments: readonly never[];
    readonly url: string;
    readonly link: Link;
  }[];
}

const vectors = JSON.parse(
  readFileSync(new URL('link-vectors.json', import.meta.url), 'utf8'),
) as Vectors;

/** Emails keep links for years: what is in the file stays as it is, and more may be added to it. */
describe('links that were published', () => {
  it.each(vectors.links)('can still be read: $name', ({ options, url, link }) => {
    expect(createVectorLinks({ ...options, keys: vectors.keys }).read(url)).toEqual(link);
  });

  it.each(vectors.links)('are still made the same: $name', (vector) => {
    const make = createVectorLinks(vector.options)[vector.kind] as (...given: unknown[]) => string;
    expect(make(...vector.arguments)).toBe(vector.url);
  });
});

function createVectorLinks(options: LinksOptions): ReturnType<typeof createLinks> {
  const now = () => Date.parse(vectors.now);
  return createLinks({ ...vectors.bases, keys: vectors.keys[0], ...options, now });
}
