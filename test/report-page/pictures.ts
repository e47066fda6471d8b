import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { pictureFolder, picturedPages, pictureLooks } from '../support/documentation-pictures.ts';
import { findChromium } from '../support/find-chromium.ts';
import { startSampleReport } from '../support/sample-report.ts';
import { looks } from './looks.ts';

// Makes pictures of each page in light, dark, on phones, on a large screen and on paper, into
// `test/report-page/pictures`, which git ignores: `pnpm pictures`, or `pnpm pictures site dark` for some. Those of the
// README and of docs/start.md: `pnpm pictures readme`.

const folder = fileURLToPath(new URL('pictures/', import.meta.url));

/** Addresses of the pages, by the names of their pictures. */
const pages: Readonly<Record<string, string>> = {
  site: '/sites/sample',
  filtered: '/sites/sample?filter=is~source~Google&filter=is_not~page~/&tab=pages.entry&period=7d',
  today: '/sites/sample?period=day&compare=none',
  sites: '/',
  map: '/sites/sample?tab=places.map',
  countries: '/sites/sample/all/places/map',
  events: '/sites/sample/events?metric=events',
  quality: '/sites/sample/quality',
  messages: '/sites/sample/messages',
  message: '/sites/sample/message?filter=is~message~letter-41',
  record: '/sites/sample/events?metric=revenue',
  settings: '/sites/sample/settings',
  funnel: '/sites/sample/settings/funnels/new',
  segment: '/sites/sample/settings/segments/1',
  first: '/sites/new-shop',
  missing: '/sites/sample/nowhere',
  person: '/sites/sample/person?filter=is~recipient~subscriber-240',
  forget: '/sites/sample/forget?filter=is~recipient~subscriber-240',
};

const wanted = process.argv.slice(2);
const isWanted = (name: string, names: readonly string[]): boolean => {
  const among = wanted.filter((one) => names.includes(one));
  return among.length === 0 || among.includes(name);
};

/** Nobody sees anything in a picture that is much taller. */
const tallest = 2_400;

/** A delivery that has failed. */
const delivery = {
  id: 1,
  event: '019ac0de-7a5e-7c3f-9b1d-2f6e8a4c5b70',
  type: 'pageview',
  url: 'https://hooks.tidewater.example/in',
  key: null,
  attempts: 2,
  reason: 'status-503',
  failedMs: Date.parse('2026-11-30T19:40:00Z'),
  dueMs: Date.parse('2026-11-30T20:10:00Z'),
};

const everyPage = {
  reader: { followsPersons: true },
  deliveries: {
    retry: () => Promise.resolve(0),
    list: () =>
      Promise.resolve({
        waiting: { count: 1, deliveries: [delivery] },
        dead: { count: 60, deliveries: [{ ...delivery, attempts: 7, reason: 'status-410' }] },
      }),
  },
  forget: () => Promise.reject(new Error('nobody is erased from a picture')),
};
if (wanted.includes('readme')) await takeDocumentationPictures();
else await takeAll();

async function takeDocumentationPictures(): Promise<void> {
  for (const open of Object.values(picturedPages)) {
    for (const look of pictureLooks) {
      await open(look, async ({ name, page, words }) => {
        await page.screenshot({ path: `${pictureFolder}${name}-${look}.png` });
        // By these words a test tells whether the picture is older than the page.
        writeFileSync(`${pictureFolder}${name}.txt`, words);
        console.log(`${name}-${look}`);
      });
    }
  }
}

async function takeAll(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const report = await startSampleReport(everyPage);
  const browser = await chromium.launch({ executablePath: findChromium() ?? '' });
  for (const [look, options] of Object.entries(looks)) {
    if (!isWanted(look, Object.keys(looks))) continue;
    const context = await browser.newContext({ locale: 'en-GB', ...options });
    const page = await context.newPage();
    if (look === 'paper') await page.emulateMedia({ media: 'print' });
    for (const [name, path] of Object.entries(pages)) {
      if (isWanted(name, Object.keys(pages))) {
        await take(page, report.url + path, `${name}-${look}`);
      }
    }
    await context.close();
  }
  await browser.close();
  await report.close();
}

async function take(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address);
  // A record is a line that somebody has opened.
  if (name.startsWith('record')) await page.locator('.event > summary').first().click();
  const { width, height } = await page.evaluate(() => ({
    width: innerWidth,
    height: document.documentElement.scrollHeight,
  }));
  const slice = Math.max(tallest, width);
  for (let y = 0; y < height; y += slice) {
    const clip = { x: 0, y, width, height: Math.min(slice, height - y) };
    const path = `${folder}${name}${height > slice ? `-${1 + y / slice}` : ''}.png`;
    await page.screenshot({ path, fullPage: true, clip });
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  console.log(name, wide > 0 ? `${wide} px too wide` : '');
}
