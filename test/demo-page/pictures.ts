import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContextOptions, type Page } from 'playwright';
import { startCommand } from '../support/command.ts';
import { findChromium } from '../support/find-chromium.ts';
import { request } from '../support/request.ts';

// Makes pictures of the collector's own pages, into `test/demo-page/pictures`, which git ignores:
// `pnpm pictures:demo`.

const folder = fileURLToPath(new URL('pictures/', import.meta.url));

const looks: Readonly<Record<string, BrowserContextOptions>> = {
  light: { viewport: { width: 1280, height: 800 } },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true },
  narrow: { viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
};

/** User agent of a browser that a person uses. */
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';

mkdirSync(folder, { recursive: true });
const data = mkdtempSync(join(tmpdir(), 'hitmark-pictures-'));
const demo = startCommand(['demo', '--port', '0', '--report.port', '0', '--data', data]);
const [, url = ''] = await demo.output(/Open\s+(http:\S+)/);
const browser = await chromium.launch({ executablePath: findChromium() ?? '' });
await request(`${url}/pixel.gif?t=1&u=https://shop.test/${'x'.repeat(9_000)}`);
await request(`${url}/pixel.gif?e=&i=shop`);
for (const [look, options] of Object.entries(looks)) {
  const context = await browser.newContext({ locale: 'en-GB', userAgent, ...options });
  await takeAll(await context.newPage(), look);
  await context.close();
}
await browser.close();
demo.process.kill('SIGINT');
await demo.end();
rmSync(data, { recursive: true });

async function takeAll(page: Page, look: string): Promise<void> {
  await page.goto(`${url}/?search=red+shoes`);
  await page.locator('#events [open]', { hasText: '"search": "red shoes"' }).waitFor();
  await page.screenshot({ path: `${folder}first-${look}.png` });
  await page.click('#signup');
  await page.locator('#events li', { hasText: 'signup' }).first().waitFor();
  const opens = await page.locator('#sent summary').count();
  await page.click('.letter summary');
  await page.locator('#sent summary').nth(opens).waitFor();
  await take(page, `demo-${look}`);
  // At once: the row closes when a newer event comes.
  await page.evaluate(() =>
    document.querySelectorAll<HTMLElement>('#events [open] .ask')[5]?.click(),
  );
  await page.screenshot({ path: `${folder}note-${look}.png` });
  const unsubscribe = await page.getByRole('link', { name: 'Unsubscribe' }).getAttribute('href');
  for (const [name, address] of Object.entries({
    hits: `${url}/debug/hits`,
    'hits-rejected': `${url}/debug/hits?show=rejected`,
    unsubscribe: unsubscribe ?? '',
    'not-found': `${url}/nowhere`,
    'no-link': `${url}/c/xxxx`,
  })) {
    await page.goto(address);
    if (name.startsWith('hits')) await page.locator('#hits summary').first().click();
    await take(page, `${name}-${look}`);
  }
}

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: true });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  console.log(name, wide > 0 ? `${wide} px too wide` : '');
}
