import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPicturedPages, pictureFolder } from './support/documentation-pictures.ts';

// A picture is older than what it shows where the page has other words by now. Colours and places are not compared:
// fonts differ from machine to machine. `pnpm pictures readme` makes the pictures, and the words beside them.

const root = fileURLToPath(new URL('..', import.meta.url));

/** Words that each page has now, by the name of its picture. */
const words = new Map<string, string>();

beforeAll(async () => {
  await openPicturedPages(async (picture) => void words.set(picture.name, picture.words));
});

describe('pictures of the documentation', () => {
  it('show the words that the page has now', () => {
    expect(words.size).toBeGreaterThan(0);
    for (const [name, now] of words) {
      const then = readFileSync(join(pictureFolder, `${name}.txt`), 'utf8');
      expect(now, `${name}.png: run pnpm pictures readme`).toBe(then);
    }
  });

  it('are each made by that command', () => {
    const pages = globSync(['*.md', 'docs/*.md', 'packages/*/*.md', 'examples/**/*.md'], {
      cwd: root,
      exclude: (name) => name.includes('node_modules'),
    });
    const shown = pages.flatMap((page) =>
      [
        ...readFileSync(join(root, page), 'utf8').matchAll(
          /[\w./-]+\.(?:png|jpe?g|gif|svg|webp)(?=["')])/g,
        ),
      ].map(([path]) => path.split('/').at(-1) ?? ''),
    );
    // `/pixel.gif` of a collector is no picture of a page.
    const pictures = new Set(shown.filter((name) => existsSync(join(pictureFolder, name))));
    expect([...pictures].toSorted()).toEqual(
      [...words.keys()].map((name) => `${name}.png`).toSorted(),
    );
  });
});
