import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { pictureFolder, picturedPages, pictureLooks } from './support/documentation-pictures.ts';

// A picture is older than what it shows where the page has other words by now. Colours and places are not compared:
// fonts differ from machine to machine. `pnpm pictures readme` makes the pictures, and the words beside them.

const root = fileURLToPath(new URL('..', import.meta.url));

/** Names of the pictures that the pages of the documentation show. */
function shownPictures(): readonly string[] {
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
  return [...new Set(shown.filter((name) => existsSync(join(pictureFolder, name))))].toSorted();
}

describe('pictures of the documentation', () => {
  const made: string[] = [];

  // Dark pages have the same words.
  it.each(Object.entries(picturedPages))(
    'show in %s the words that pages have now',
    async (_, open) => {
      await open('light', async ({ name, words }) => {
        const then = readFileSync(join(pictureFolder, `${name}.txt`), 'utf8');
        expect(words, `${name}: run pnpm pictures readme`).toBe(then);
        made.push(name);
      });
    },
  );

  it('are each made by that command', () => {
    const names = made.flatMap((name) => pictureLooks.map((look) => `${name}-${look}.png`));
    expect(shownPictures()).toEqual(names.toSorted());
  });
});
