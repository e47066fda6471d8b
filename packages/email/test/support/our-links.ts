import { decodeAttribute } from '../../src/html/references.ts';
import { scan } from '../../src/html/scan.ts';
import type { FoundHref } from './parse5-links.ts';

/** Finds, by `scan`, the same links that `parse5Links` looks for. */
export function ourLinks(html: string): FoundHref[] {
  return scan(html)
    .links.filter(({ name, isConditional }) => !isConditional && !name.startsWith('v:'))
    .flatMap(({ attributes }) => {
      const href = attributes.find(({ name }) => name === 'href');
      if (!href) return [];
      const value = decodeAttribute(html.slice(href.valueStart, href.valueEnd));
      return [[href.start, value] as const];
    });
}
