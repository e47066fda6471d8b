import type { Query } from '@hitmark/report/query';
import { StoreError } from '@hitmark/report/store';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openBrowser, type Browser } from './support/chromium.ts';
import { startSampleReport, type SampleReportOptions } from './support/sample-report.ts';
import { openWatchedPage } from './support/watched-page.ts';

const nowMs = Date.parse('2026-11-30T20:00:00Z');
const events = Array.from({ length: 40 }, (_none, index) => ({
  v: 1,
  id: `view-${index}`,
  type: 'pageview',
  time: new Date(nowMs - index * 60_000).toISOString(),
  site: 'sample',
  visitor: `visitor-${index % 7}`,
  visitor_kind: 'cookie',
  url: `https://tidewater.example/${index % 3}`,
  client: { country: 'CH', browser: 'Firefox 149' },
  actor: 'human',
}));

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

async function open(path: string, options: SampleReportOptions = {}) {
  const report = await startSampleReport({ nowMs, events, ...options });
  const watched = await openWatchedPage(browser.context, report.url, { javaScriptEnabled: false });
  onTestFinished(async () => {
    await watched.close();
    await report.close();
  });
  const response = await watched.page.goto(report.url + path);
  return { page: watched.page, status: response?.status() };
}

const asksFor = (query: Query, dimension: string): boolean =>
  query.dimensions.some((one) => one === dimension);

describe('a part that can not be counted', () => {
  it('says why and how to go on, and leaves the others as they are', async () => {
    const { page, status } = await open('/sites/sample', {
      failure: (query) =>
        asksFor(query, 'country') ? new StoreError('query-cancelled', 'it was cancelled') : null,
    });

    expect(status).toBe(200);
    expect(await page.getByRole('alert').allTextContents()).toEqual([
      expect.stringContaining('It took too long and was stopped.'),
    ]);
    expect(await page.locator('.failed').textContent()).toContain('Places');
    expect(await page.locator('.tiles .figure').first().textContent()).toBe('7');
    expect(await page.locator('section:has(#panel-pages) tbody tr').count()).toBe(3);
  });

  it('is a page of its own where nothing can be counted', async () => {
    const { page, status } = await open('/sites/sample', {
      failure: () => new StoreError('store-stopped', 'the store is being started again'),
    });

    expect(status).toBe(503);
    expect(await page.getByRole('heading').textContent()).toBe(
      'The report is busy. Try again in a moment.',
    );
  });
});

describe('the page', () => {
  it('says that it is not up to date where events wait, and not where a few do', async () => {
    const late = await open('/sites/sample', { lag: 4_310 });
    expect(await late.page.getByRole('status').textContent()).toContain('4,310 events wait');

    const usual = await open('/sites/sample', { lag: 12 });
    expect(await usual.page.getByRole('status').count()).toBe(0);
  });

  it('compares with the year before, in the address and by a choice, and not with the days before', async () => {
    const yearAgo = events.slice(0, 9).map((event) => ({
      ...event,
      id: `${event.id}-then`,
      time: event.time.replace('2026', '2025'),
    }));
    const all = [...yearAgo, ...events].toSorted((one, other) => (one.time < other.time ? -1 : 1));
    const { page } = await open('/sites/sample', { events: all });
    expect(await page.locator('.tiles li').nth(2).innerText()).toContain('from 0');
    await page.getByRole('link', { name: 'Year before' }).click();
    await page.waitForURL(/compare=year/);
    await page.waitForLoadState();
    expect(await page.locator('.tiles li').nth(2).innerText()).toContain('from 9');
    expect(await page.locator('.notes').innerText()).toContain('Grey line: the year before');
  });

  it('lists a site that only machines came to, or nobody in the period, and says so', async () => {
    const other = (site: string, change: object) => ({ ...events[0], id: site, site, ...change });
    const old = new Date(nowMs - 400 * 86_400_000).toISOString();
    const all = [other('old', { time: old }), other('crawled', { actor: 'machine' }), ...events];
    const { page } = await open('/', { events: all });
    const rows = await page.locator('.sites tbody tr').allInnerTexts();
    expect(rows.map((row) => row.split(/\s+/)[0])).toEqual(['sample', 'crawled', 'old']);
    expect(rows[0]).not.toContain('machines');
    expect(rows[1]).toContain('Only machines came: 1 event is left out.');
    expect(rows[2]).toContain('Nobody came in this period.');
    await page.getByRole('link', { name: 'crawled' }).click();
    await page.waitForURL(/actors=human%2Cmachine%2Cunknown|actors=human,machine,unknown/);
    expect(await page.locator('.tiles .figure').first().innerText()).toBe('1');
  });

  it.each([
    [4, false],
    [5, true],
  ])('tells the best day where visitors came on several: of %i days %s', async (days, isTold) => {
    const some = Array.from({ length: days }, (_none, day) => ({
      ...events[0],
      id: `day-${day}`,
      time: new Date(nowMs - day * 86_400_000).toISOString(),
    }));
    const { page } = await open('/sites/sample', { events: some });
    const sentence = await page.locator('.sentence').innerText();
    expect(sentence.includes('was the best day')).toBe(isTold);
  });

  it('says in each panel what did not happen', async () => {
    const { page } = await open('/sites/sample');

    expect(await page.locator('section:has(#panel-searches)').textContent()).toContain(
      'Nobody searched.',
    );
    expect(await page.locator('section:has(#panel-pages) .empty').count()).toBe(0);
  });

  it('shows a shared link numbers, but no events, forms or buttons', async () => {
    const { page } = await open('/sites/sample?filter=is~country~CH', {
      reader: { kind: 'shared', sites: ['sample'], seesPersons: false },
    });

    expect(await page.locator('.tiles .figure').first().textContent()).toBe('7');
    expect(await page.locator('a[href*="/events?"]').count()).toBe(0);
    expect(await page.locator('form[method=post], main button:visible').count()).toBe(0);
  });

  it('speaks the language of the browser, and the other one by a link', async () => {
    const report = await startSampleReport({ nowMs, events });
    onTestFinished(() => report.close());
    const german = await fetch(`${report.url}/sites/sample`, {
      headers: { 'accept-language': 'de-CH,de;q=0.9' },
    });
    const html = await german.text();

    expect(html).toContain('<html lang="de">');
    expect(html).toContain('7 Personen');
    expect(html).toContain('?language=en"');
    const english = await fetch(`${report.url}/sites/sample?language=en`, {
      headers: { 'accept-language': 'de' },
    });
    expect(await english.text()).toContain('7 people');
  });

  it('keeps everybody out but its own style and script, and is in no frame', async () => {
    const report = await startSampleReport({ nowMs, events });
    onTestFinished(() => report.close());
    const { headers } = await fetch(`${report.url}/sites/sample`);

    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
