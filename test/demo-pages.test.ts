import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openBrowser, type Browser } from './support/chromium.ts';
import { sendTooLong, startDemo, type Demo } from './support/demo.ts';
import { findViolations } from './support/find-violations.ts';
import { request } from './support/request.ts';
import { openWatchedPage, type WatchedPage } from './support/watched-page.ts';

let demo: Demo;
let browser: Browser;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await demo.close();
});

async function open(options: Parameters<typeof openWatchedPage>[2] = {}): Promise<WatchedPage> {
  const watched = await openWatchedPage(browser.context, demo.url, options);
  onTestFinished(() => watched.close());
  return watched;
}

/** Hits a collector with texts that try to be markup, script or another direction. */
const hostile = [
  '<script>document.title="taken"</script>',
  '"><img src=x onerror=document.title="taken">',
  "'-document.title='taken'-'",
  '\u202Ereversed \u0000\u0007 \uD800',
  `</pre></details>${'ü'.repeat(2_000)}`,
];

async function sendHostile(): Promise<void> {
  for (const text of hostile) {
    const value = encodeURIComponent(text.toWellFormed());
    await request(
      `${demo.url}/pixel.gif?e=${value}&u=https://site.test/${value}&l=${value}&s=${value}&i=${value}&d.a=${value}`,
      { 'user-agent': 'Mozilla/5.0 <script>document.title="taken"</script>' },
    );
    await sendTooLong(demo, value);
  }
}

describe('all pages', () => {
  const paths = ['/', '/debug/hits', '/debug/hits?show=rejected', '/nowhere', '/c/none'];

  it('make no script of what events hold', async () => {
    await sendHostile();
    const { page, faults } = await open();
    for (const path of paths.slice(0, 3)) {
      await page.goto(demo.url + path);
      await page.locator('.list > li details').first().waitFor();
      await page.evaluate(() => {
        for (const row of document.querySelectorAll('details:not(.letter)')) {
          row.setAttribute('open', '');
        }
      });
      const { title, text, made, wide } = await page.evaluate(() => ({
        title: document.title,
        text: document.querySelector('main')?.textContent ?? '',
        made: document.querySelectorAll('.list :is(script, img)').length,
        wide: document.documentElement.scrollWidth - innerWidth,
      }));
      expect({ title, made, wide }).toEqual({
        title: path === '/' ? 'hitmark demo' : 'Hits · hitmark demo',
        made: 0,
        wide: 0,
      });
      // oxlint-disable-next-line no-control-regex
      expect(text).not.toMatch(/[\u0000-\u0008\u202A-\u202E]/);
    }
    await page.goto(demo.url);
    const names = await page.locator('#events .name').allInnerTexts();
    expect(names).toContain('<script>document.title="taken"</script>');
    expect(faults).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'have nothing that axe-core finds, in %s',
    async (colorScheme) => {
      const { page } = await open({ colorScheme, reducedMotion: 'reduce' });
      await sendTooLong(demo);
      await page.goto(demo.url);
      await page.locator('pre.latest', { hasText: '"site": "demo"' }).waitFor();
      const leave = await page
        .locator('.letter a', { hasText: 'Unsubscribe' })
        .getAttribute('href');
      for (const path of [...paths, new URL(leave ?? '', demo.url).pathname]) {
        await page.goto(demo.url + path);
        await page.evaluate(() => {
          for (const part of document.querySelectorAll('details')) part.open = true;
        });
        expect({ path, found: await findViolations(page) }).toEqual({ path, found: [] });
      }
      await page.goto(demo.url);
      // An event of the page that was left may still come, and its row stays closed while another one is in use.
      await page.locator('#events details[open] .ask').first().click();
      expect(await findViolations(page)).toEqual([]);
    },
  );

  it('are not wider than a screen of 320 px, nor leave one of 2,560 px', async () => {
    for (const width of [320, 360, 768, 2_560]) {
      const { page } = await open({ viewport: { width, height: 800 } });
      for (const path of paths) {
        await page.goto(demo.url + path);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect({ path, width, wide }).toEqual({ path, width, wide: 0 });
      }
    }
  });

  it('say where there is nothing, or nothing for this name: to people as a page', async () => {
    const accept = 'text/html,*/*;q=0.8';
    const missing = await request(`${demo.url}/nowhere`, { accept });
    expect(missing.status).toBe(404);
    expect(missing.body.toString()).toContain('<h1>There is nothing at this address</h1>');
    expect((await request(`${demo.url}/nowhere`)).body.toString()).toBe('Not Found');
    const foreign = await request(demo.url, { accept, host: 'evil.example' });
    expect(foreign.status).toBe(421);
    expect(foreign.headers['content-security-policy']).toMatch(/^default-src 'none'; /);
    expect(foreign.body.toString()).toContain('<h1>This host name is not one of hitmark');
    expect(foreign.body.toString()).not.toContain('evil');
  });
});

describe('/debug/hits in a browser', () => {
  const outcomes = (page: Page) => page.locator('#hits .mark').allInnerTexts();

  it('shows hits as they come, with the reason of what was rejected', async () => {
    const { page, faults } = await open();
    await page.goto(`${demo.url}/debug/hits`);
    await request(`${demo.url}/pixel.gif?e=taken`);
    await page.locator('#hits li', { hasText: 'event taken' }).waitFor();
    const rejected = Number(await page.locator('#count-rejected').innerText());
    await sendTooLong(demo);
    const first = page.locator('#hits li').first();
    await first.getByText('url-too-long').first().waitFor();
    expect((await outcomes(page)).slice(0, 2)).toEqual(['rejected', 'stored']);
    expect(await page.locator('#count-rejected').innerText()).toBe(String(rejected + 1));
    await first.locator('summary').click();
    expect(await first.locator('.why').innerText()).toMatch(/limits.+\n*Parameters: t, u\./s);
    expect(faults).toEqual([]);
  });

  it("says of a hit that the report leaves out that it is a machine's", async () => {
    const { page } = await open();
    const bot = { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' };
    await request(`${demo.url}/pixel.gif?e=crawled`, bot);
    await page.goto(`${demo.url}/debug/hits`);
    const row = page.locator('#hits li', { hasText: 'event crawled' });
    expect(await row.locator('.mark').innerText()).toBe('stored · machine');
  });

  it('shows only what is asked for', async () => {
    const { page } = await open();
    await page.goto(`${demo.url}/debug/hits`);
    await page.getByRole('link', { name: /^Rejected/ }).click();
    expect(new Set(await outcomes(page))).toEqual(new Set(['rejected']));
    await page.getByRole('link', { name: /^Stored/ }).click();
    const words = (await outcomes(page)).map((text) => text.split(' ')[0]);
    expect(new Set(words)).toEqual(new Set(['stored']));
  });

  it('says so when the collector answers no more, and goes on when it does', async () => {
    const { page } = await open();
    await page.goto(`${demo.url}/debug/hits`);
    await page.route('**/debug/hits', (route) => route.abort());
    const stale = page.getByText('The collector does not answer.');
    await stale.waitFor();
    await page.unroute('**/debug/hits');
    await expect.poll(() => stale.isVisible()).toBe(false);
  });
});
