import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { describe, expect, it } from 'vitest';
import { findChromium } from './support/find-chromium.ts';
import { openPicturedPage, pictureFolder, pictureLooks } from './support/readme-pictures.ts';
import { startSampleReport } from './support/sample-report.ts';
import { visibleText } from './support/visible-text.ts';

// A picture is older than what it shows where the page has other words by now. Colours and places are not compared:
// fonts differ from machine to machine. `pnpm pictures readme` makes both pictures, and the words beside them.

const root = fileURLToPath(new URL('..', import.meta.url));

describe('pictures of the documentation', () => {
  it('show the words that the page has now', async () => {
    const report = await startSampleReport();
    const browser = await chromium.launch({ executablePath: findChromium() ?? '' });
    for (const look of pictureLooks) {
      const page = await openPicturedPage(browser, report.url, look);
      const then = readFileSync(join(pictureFolder, `report-${look}.txt`), 'utf8');
      expect(await visibleText(page), `report-${look}.png: run pnpm pictures readme`).toBe(then);
      await page.close();
    }
    await browser.close();
    await report.close();
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
      pictureLooks.map((look) => `report-${look}.png`).toSorted(),
    );
  });
});
