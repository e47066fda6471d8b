import { parseQuery } from '@hitmark/report/query';
import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { listedEvents } from './support/listed-events.ts';
import { findViolations } from './support/find-violations.ts';
import { hostileEvents } from './support/hostile-events.ts';
import { useSamplePages } from './support/sample-pages.ts';
import { startSampleReport } from './support/sample-report.ts';

const quality = {
  events: { stored: 100, duplicate: 4, rejected: 3, refused: 2 },
  rejected: [{ reason: 'wrong-site', count: 3 }],
  followers: [{ name: 'webhook', behind: 1_234 }],
  deadLetters: 5,
};

const pages = useSamplePages({ quality });
let page: Page;

beforeAll(async () => {
  for (const event of hostileEvents(pages.report.nowMs - 60_000)) await pages.report.add(event);
  ({ page } = await pages.openForAll({ javaScriptEnabled: false }));
});

const base = { site: 'sample', date_range: '30d', timezone: 'Europe/Zurich' };
const rowsOf = (panel: string) => page.locator(`section:has(#${panel}) tbody tr`);

describe('the quality page', () => {
  it('shows the p75 of Web Vitals by page, as the API has them', async () => {
    const { results } = await pages.report.ask(
      parseQuery({ ...base, metrics: ['vital_p75', 'events'], dimensions: ['vital'] }),
    );
    const of = (vital: string): number =>
      results.find(({ dimensions }) => dimensions[0] === vital)?.metrics[0] ?? 0;
    await page.goto(`${pages.report.url}/sites/sample/quality`);
    const cells = await rowsOf('vitals').first().locator('td').allInnerTexts();
    expect(cells[0]).toContain(`${(of('LCP') / 1_000).toFixed(2)}\u202fs`);
    expect(cells[1]).toContain(`${Math.round(of('INP'))}\u202fms`);
    expect(Number(/[\d.]+/.exec(cells[2] ?? '')?.[0])).toBeCloseTo(of('CLS'), 1);
    expect(await rowsOf('vitals').count()).toBeGreaterThan(5);
  });

  it('opens exactly the measurements behind a number', async () => {
    await page.goto(`${pages.report.url}/sites/sample/quality?period=7d`);
    const measured = await pages.report.ask(
      parseQuery({
        ...base,
        date_range: '7d',
        metrics: ['events'],
        filters: ['is', 'vital', ['LCP']],
      }),
    );
    await rowsOf('vitals').first().locator('td a').first().click();
    await page.waitForLoadState();
    expect(await page.locator('.chip').allInnerTexts()).toEqual([
      expect.stringContaining('LCP') as string,
    ]);
    expect(await listedEvents(page)).toHaveLength(measured.results[0]?.metrics[0] ?? 0);
  });

  it('groups errors of scripts by their messages', async () => {
    const { results } = await pages.report.ask(
      parseQuery({
        ...base,
        metrics: ['events'],
        dimensions: ['data.message'],
        filters: ['is', 'event', ['error']],
      }),
    );
    await page.goto(`${pages.report.url}/sites/sample/quality`);
    const numbers = await rowsOf('quality-errors').locator('td:nth-of-type(1)').allInnerTexts();
    expect(numbers.length).toBeGreaterThan(1);
    expect(numbers).toEqual(results.map(({ metrics: [value] }) => String(value)));
  });

  it("shows the collector's figures, and their sum", async () => {
    await page.goto(`${pages.report.url}/sites/sample/quality`);
    const taken = await rowsOf('collector-taken').locator('td').allInnerTexts();
    expect(taken).toEqual(['100', '4', '3', '2', '109']);
    const main = await page.locator('main').innerText();
    expect(main).toContain('wrong-site');
    expect(main).toMatch(/Waiting for webhook\s+1,234/);
  });

  it("shows neither the collector's figures nor messages of errors to readers with a shared link", async () => {
    const shared = await startSampleReport({
      reader: { kind: 'shared', seesPersons: false, sites: ['sample'] },
      quality,
    });
    const html = await (await fetch(`${shared.url}/sites/sample/quality`)).text();
    expect(html).toContain('id="vitals"');
    expect(html).toContain('A shared link does not show this');
    expect(html).not.toContain('collector-taken');
    await shared.close();
  });

  it.each(['light', 'dark'] as const)('has nothing that axe-core finds, in %s', async (scheme) => {
    const own = await pages.browser.context.newPage();
    await own.emulateMedia({ colorScheme: scheme });
    for (const path of ['/sites/sample/quality', '/sites/none-yet/quality']) {
      await own.goto(pages.report.url + path);
      expect({ path, found: await findViolations(own) }).toEqual({ path, found: [] });
    }
    await own.close();
  });

  it.each([320, 2_560])('keeps its layout with hostile texts, at %i px', async (width) => {
    const own = await pages.open({
      viewport: { width, height: 800 },
    });
    await own.page.goto(`${pages.report.url}/sites/hostile/quality`);
    expect(await own.page.locator('section:has(#quality-errors) tbody tr').count()).toBe(1);
    const excess = await own.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect({ faults: own.faults, excess }).toEqual({ faults: [], excess: 0 });
  });
});
