import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openBrowser, type Browser } from './support/chromium.ts';
import { findViolations } from './support/find-violations.ts';
import { startSampleReport, type SampleReport } from './support/sample-report.ts';
import { openWatchedPage, type WatchedPage } from './support/watched-page.ts';

let report: SampleReport;
let browser: Browser;

beforeAll(async () => {
  [report, browser] = await Promise.all([startSampleReport(), openBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await report.close();
});

async function open(options: Parameters<typeof openWatchedPage>[2] = {}): Promise<WatchedPage> {
  const watched = await openWatchedPage(browser.context, report.url, options);
  onTestFinished(() => watched.close());
  return watched;
}

/** Opens every definition, form and table; of those that are one at a time, each alone stays open. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const part of document.querySelectorAll('details')) {
      part.removeAttribute('name');
      part.open = true;
    }
  });
}

const paths = [
  '/',
  '/sites/sample',
  '/sites/sample/all/pages/all',
  '/sites/sample/events',
  '/sites/none-yet',
];

/** axe-core looks at the list of events in the tests of its page. */
const pathsForAxe = paths.filter((path) => !path.endsWith('/events'));

describe('the page', () => {
  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    it.each(pathsForAxe)('has nothing that axe-core finds: %s', async (path) => {
      const { page } = await open({ colorScheme });
      await page.goto(report.url + path);
      await page.evaluate(() => {
        for (const part of document.querySelectorAll('details')) part.open = true;
      });
      expect(await findViolations(page)).toEqual([]);
    });
  });

  it.each(paths)('is not wider than a screen of 300 to 2,560 px: %s', async (path) => {
    const { page } = await open();
    await page.goto(report.url + path);
    await openAll(page);
    for (const width of [300, 320, 360, 768, 1_060, 1_280, 2_560]) {
      await page.setViewportSize({ width, height: 800 });
      const tooWide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect({ width, tooWide }).toEqual({ width, tooWide: 0 });
    }
  });

  it('takes at most 60 KB, and asks nobody else for anything', async () => {
    const { page, faults, transferred } = await open();
    await page.goto(`${report.url}/sites/sample`);
    await page.getByText('here in the last 5 minutes').waitFor();

    expect(transferred()).toBeGreaterThan(5_000);
    expect(transferred()).toBeLessThan(60_000);
    expect(faults).toEqual([]);
  });
});

describe('without script', () => {
  it('every number, choice and definition can be read and used', async () => {
    const { page } = await open({ javaScriptEnabled: false });
    await page.goto(`${report.url}/sites/sample`);

    await page.locator('.controls.roomy').getByText('7 days').click();
    await page.locator('#panel-sources').locator('..').locator('..').getByText('Google').click();
    await page.locator('.chip').getByText('is', { exact: true }).click();

    expect(await page.locator('.chips').textContent()).toContain('Source is not Google');
    expect(new URL(page.url()).search).toBe('?period=7d&filter=is_not%7Esource%7EGoogle');
    await page.locator('.tiles summary').first().click();
    expect(await page.locator('.tiles .about').first().isVisible()).toBe(true);
    await page.getByLabel('Remove: Source is not Google').click();
    expect(await page.locator('.chips').count()).toBe(0);
  });

  it('two dates and a filter of one’s own are chosen by forms', async () => {
    const { page } = await open({ javaScriptEnabled: false });
    await page.goto(`${report.url}/sites/sample?compare=none`);
    const controls = page.locator('.controls.roomy');

    await controls.getByText('Dates').click();
    await controls.getByLabel('From').fill('2026-11-10');
    await controls.getByLabel('to', { exact: true }).fill('2026-11-12');
    await controls.getByRole('button', { name: 'Show' }).click();
    await controls.getByText('Add a filter').click();
    await controls.getByLabel('What').selectOption('page');
    await controls.getByLabel('How').selectOption('contains');
    await controls.getByLabel('Value').fill('~/coffee!');
    await controls.getByRole('button', { name: 'Filter' }).click();

    expect(await page.locator('.heading').textContent()).toMatch(/10\s–\s12 November 2026/);
    expect(await page.locator('.chip').textContent()).toContain('Page contains ~/coffee!');
    expect(new URL(page.url()).searchParams.get('compare')).toBe('none');
  });

  it('a site that has sent nothing shows its snippet, and asks again', async () => {
    const { page } = await open({ javaScriptEnabled: false });
    await page.goto(`${report.url}/sites/shop%22%3E`);

    expect(await page.locator('#snippet').textContent()).toBe(
      '<script async src="https://t.tidewater.example/tag.js" data-site="shop&quot;>"></script>',
    );
    expect(await page.locator('meta[http-equiv=refresh]').getAttribute('content')).toBe('5');
    expect(await page.getByRole('button', { name: 'Copy' }).count()).toBe(0);
  });

  it.each(['http://localhost:8700', 'http://127.0.0.1:8700'])(
    'the snippet of a collector at %s counts pages of the same machine',
    async (collectorUrl) => {
      const local = await startSampleReport({ collectorUrl, events: [] });
      const { page } = await open({ javaScriptEnabled: false });
      await page.goto(local.url);
      await page.getByLabel('Add a site').fill('acme');
      await page.getByRole('button', { name: 'Get its tag' }).click();
      expect(await page.locator('#snippet').textContent()).toBe(
        `<script async src="${collectorUrl}/tag.js" data-site="acme" data-localhost="on"></script>`,
      );
      await local.close();
    },
  );
});

describe('what a reader keeps', () => {
  it('is a segment of the filters, a note of a day, and a goal', async () => {
    const { page } = await open({ javaScriptEnabled: false });
    await page.goto(`${report.url}/sites/sample?filter=is~country~CH&filter=is~device~tablet`);

    await page.getByText('Save as segment').click();
    await page.getByLabel('Name').first().fill('Tablets');
    await page.getByRole('button', { name: 'Save' }).first().click();
    expect(await page.locator('.chip').textContent()).toContain('Segment is Tablets');

    await page.locator('summary', { hasText: 'Add a note' }).click();
    await page.getByLabel('Text').fill('<b>Fair</b>');
    await page.locator('figcaption').getByRole('button', { name: 'Save' }).click();
    expect(await page.locator('.notes').textContent()).toContain('30 Nov <b>Fair</b>');

    await page.getByText('Add a goal').click();
    const form = page.locator('section:has(#panel-goals) form');
    await form.getByRole('textbox', { name: 'Name' }).fill('Video');
    await form.getByLabel('Which').fill('play_video');
    await form.getByRole('button').click();
    expect(report.settings.goals.list(['sample']).map(({ name }) => name)).toContain('Video');
  });

  it('is refused with a reason where it is none', async () => {
    const { page } = await open({ javaScriptEnabled: false });
    const bad = await page.request.post(`${report.url}/sites/sample/notes`, {
      form: { day: 'yesterday', text: '' },
    });
    expect(bad.status()).toBe(400);
    expect(await bad.text()).toContain('day');
  });
});

describe('with script', () => {
  it('a click changes the numbers without a new page; back and forward too', async () => {
    const { page, faults } = await open();
    await page.goto(`${report.url}/sites/sample`);
    await page.evaluate('window.same = true');
    const title = page.locator('.heading p');

    await page.locator('.controls.roomy').getByText('7 days').click();
    await expect.poll(() => title.textContent()).toMatch(/^24\s–\s30 November 2026$/);
    await page.locator('.controls.roomy').getByText('Today').click();
    await expect.poll(() => title.textContent()).toBe('Monday, 30 November 2026');
    await page.evaluate('history.back()');
    await expect.poll(() => title.textContent()).toMatch(/^24\s–\s30 November 2026$/);
    await page.evaluate('history.back()');
    await expect.poll(() => title.textContent()).toMatch(/^1\s–\s30 November 2026$/);
    await page.evaluate('history.forward()');
    await expect.poll(() => title.textContent()).toMatch(/^24\s–\s30 November 2026$/);

    expect(new URL(page.url()).search).toBe('?period=7d');
    expect(await page.evaluate('window.same')).toBe(true);
    expect(faults).toEqual([]);
  });

  it('everything is reached and done by the keyboard', async () => {
    const { page } = await open();
    await page.goto(`${report.url}/sites/sample`);
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');

    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the numbers');
    const seen: string[] = [];
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press('Tab');
      seen.push(await focused());
    }
    expect(seen).toEqual(
      expect.arrayContaining(['Sites', '7 days', 'Dates', 'Nothing', 'All', 'Visitors']),
    );
    // The columns of the chart are for a mouse: the table has the same.
    expect(await page.locator('.column').first().getAttribute('tabindex')).toBe('-1');

    await page.locator('.tiles summary').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.tiles .about').first().isVisible()).toBe(true);
    await page.locator('#panel-pages ~ nav a', { hasText: 'Entry' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('Entry');
    await page.locator('.controls.roomy a', { hasText: '7 days' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain('period=7d');
    await expect.poll(focused).toBe('7 days');
  });

  it('a hit is on the page within two seconds, and no hit is made up', async () => {
    const { page } = await open();
    await page.goto(`${report.url}/sites/sample`);
    const live = page.locator('[data-live]');
    const before = Number(await live.textContent());

    await report.add(view('sample', 'somebody-new'));
    await expect.poll(() => live.textContent(), { timeout: 10_000 }).toBe(String(before + 1));
    await report.add(view('another', 'somebody-else'));
    const asked = await page.waitForResponse((response) => response.url().includes('/live'));

    expect(((await asked.json()) as { visitors: string }).visitors).toBe(String(before + 1));
  });

  it('the wait for the first hit ends by itself', async () => {
    const { page } = await open();
    await page.goto(`${report.url}/sites/fresh`);
    await page.getByText('Waiting for the first hit').waitFor();

    await report.add(view('fresh', 'the-first'));

    await page.locator('.tiles').waitFor();
    expect(await page.locator('.sentence').textContent()).toContain('1 person visited');
  });

  it('the pointer over the chart tells the numbers of a day', async () => {
    const { page } = await open();
    await page.goto(`${report.url}/sites/sample`);

    await page.locator('.column').nth(26).hover();

    expect(await page.locator('.tip').textContent()).toMatch(/^Fri,? 27 Nov: \d+ \(from \d+\)$/);
  });
});

let views = 0;

function view(site: string, visitor: string): object {
  views += 1;
  return {
    v: 1,
    id: `added-${views}`,
    type: 'pageview',
    time: new Date(report.nowMs - 1_000).toISOString(),
    site,
    visitor,
    visitor_kind: 'cookie',
    url: 'https://tidewater.example/',
    actor: 'human',
  };
}
