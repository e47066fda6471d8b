import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { deadLinks } from './support/markdown-links.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const patterns = [
  '*.md',
  'docs/*.md',
  'packages/*/*.md',
  'packages/*/src/**/*.md',
  'examples/*.md',
  'examples/*/*.md',
];
const pages = globSync(patterns, { cwd: root, exclude: (name) => name.includes('node_modules') });

describe('links of the documentation', () => {
  it.each(pages.map((page) => [page]))('lead somewhere in %s', (page) => {
    expect(deadLinks(join(root, page))).toEqual([]);
  });

  it('are looked for in every page, the README among them', () => {
    expect(pages).toContain('README.md');
    expect(pages.map((page) => relative('packages', page))).toContain('collector/README.md');
  });

  it('are found where a file or a heading is missing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hitmark-links-'));
    const page = join(folder, 'page.md');
    writeFileSync(
      page,
      '# A page\n[a](#a-page) [b](#no-heading) [c](none.md) [d](https://a.test/)\n```\n[e](gone)\n```\n<img src="no.png">\n',
    );
    expect(deadLinks(page)).toEqual(['#no-heading', 'none.md', 'no.png']);
    rmSync(folder, { recursive: true });
  });
});

describe('files that the documentation names', () => {
  const named = /`((?:packages|test|docs|examples)\/[\w./-]+\.\w+)`/g;

  it.each(pages.map((page) => [page]))('are there: %s', (page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const paths = [...text.matchAll(named)].map(([, path = '']) => path);
    const isThere = (path: string): boolean =>
      existsSync(join(root, path)) || existsSync(join(root, dirname(page), path));
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
  });

  it('are found in backticks', () => {
    expect([...'`test/a.ts` test/b.ts `src/c.ts`'.matchAll(named)]).toHaveLength(1);
  });
});
