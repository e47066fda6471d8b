import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { readEvents } from './collector.ts';
import { startDemo } from './demo.ts';
import { findChromium } from './find-chromium.ts';
import { startSampleReport } from './sample-report.ts';
import { startServer } from './server.ts';
import { visibleText } from './visible-text.ts';

/** Folder of the documentation's pictures, and of the words that they show. */
export const pictureFolder = fileURLToPath(new URL('../../docs/', import.meta.url));

/** Looks of each picture. */
export const pictureLooks = ['light', 'dark'] as const;

type Look = (typeof pictureLooks)[number];

/** A page that is ready for its picture. */
interface PicturedPage {
  /** Name of the picture, without its look. */
  readonly name: string;
  readonly page: Page;
  /** Words of the page, without what differs each time: clock times and ids. */
  readonly words: string;
}

type Visit = (picture: PicturedPage) => Promise<void>;

/** Pages that are pictured together, by the page of the documentation that shows them. */
export const picturedPages: Readonly<Record<string, (look: Look, visit: Visit) => Promise<void>>> =
  { 'README.md': openReadmePage, 'docs/start.md': openStartPages };

/** Opens the page of the README's picture: the report of the sample. */
async function openReadmePage(colorScheme: Look, visit: Visit): Promise<void> {
  const report = await startSampleReport();
  const browser = await launchBrowser();
  const viewport = { width: 1280, height: 1000 };
  const page = await browser.newPage({ locale: 'en-GB', viewport, colorScheme });
  await page.goto(`${report.url}/sites/sample`);
  await visit({ name: 'report', page, words: await visibleText(page) });
  await browser.close();
  await report.close();
}

/** User agent of a browser that a person uses. */
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';

/**
 * The pictures of docs/start.md: what its reader does, with the demo itself and a page of one's own, at the addresses
 * that the text names.
 */
async function openStartPages(colorScheme: Look, visit: Visit): Promise<void> {
  let ownPage = '';
  const demo = await startDemo();
  const site = await startServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(ownPage);
  });
  // Pages show the addresses of the text, whatever ports are free.
  const browser = await launchBrowser(
    `MAP localhost:8700 127.0.0.1:${new URL(demo.url).port}`,
    `MAP localhost:8000 127.0.0.1:${site.port}`,
  );
  const context = await browser.newContext({ locale: 'en-GB', colorScheme, userAgent });
  // Each page stays open: the hit of one that is left would be in the pictures too.
  const open = async (address: string, width: number, height: number): Promise<Page> => {
    const page = await context.newPage();
    await page.setViewportSize({ width, height });
    await page.goto(address);
    return page;
  };

  const first = await open('http://localhost:8700/', 1000, 690);
  await first.locator('#events [open]', { hasText: '"title": "hitmark demo"' }).waitFor();
  ownPage = `<!doctype html><title>My page</title>${await first.locator('#snippet').textContent()}`;
  await visit({
    name: 'start-page',
    page: first,
    words: await steadyWords(first),
  });

  await open('http://localhost:8000/', 1000, 690);
  const hits = await open('http://localhost:8700/debug/hits', 1000, 400);
  await hits.locator('#hits summary', { hasText: 'localhost:8000' }).waitFor();
  await visit({ name: 'start-hits', page: hits, words: await steadyWords(hits) });

  // The report's page has a clock of its own, which stands still, so that the days in the picture stay the same.
  const time = '2026-11-30T19:58:00.000Z';
  const hit = readEvents(demo.data).find((event) => event.site === 'my-site');
  const report = await startSampleReport({ events: [{ ...hit, time }] });
  const shown = await open(`${report.url}/sites/my-site`, 1100, 690);
  await visit({
    name: 'start-report',
    page: shown,
    words: await visibleText(shown),
  });

  await browser.close();
  await report.close();
  await site.close();
  await demo.close();
}

/** Words of a page of the demo, with `…` for ids and times. */
async function steadyWords(page: Page): Promise<string> {
  const words = await visibleText(page);
  return words
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…')
    .replaceAll(/\b\d\d:\d\d:\d\d\b/g, '…')
    .replaceAll(/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/g, '…')
    .replaceAll(/\b\d{15,}\b/g, '…');
}

function launchBrowser(...rules: readonly string[]) {
  return chromium.launch({
    executablePath: findChromium() ?? '',
    args: [
      // The tag counts no browser that says it is driven by a program.
      '--disable-blink-features=AutomationControlled',
      `--host-resolver-rules=${rules.join(', ')}`,
    ],
  });
}
