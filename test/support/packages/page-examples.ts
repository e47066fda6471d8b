import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A block of TypeScript of a page. */
export interface PageExample {
  /** Name of a file for it, such as `packages-codec-README-1`. */
  readonly name: string;
  readonly page: string;
  readonly code: string;
}

/** The blocks of TypeScript of a page, which stand for themselves. */
export function pageExamples(page: string): readonly PageExample[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = ''], index) => ({
    name: `${page.replace('.md', '').replaceAll('/', '-')}-${index + 1}`,
    page,
    code,
  }));
}
