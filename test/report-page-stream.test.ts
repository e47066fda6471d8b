import type { Query } from '@hitmark/report/query';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openBrowser, type Browser } from './support/chromium.ts';
import { startSampleReport, type SampleReport } from './support/sample-report.ts';
import { openWatchedPage } from './support/watched-page.ts';

let browser: Browser;
let report: SampleReport;
/** Totals of 30 days are counted once this is fulfilled. */
let held = Promise.resolve();

beforeAll(async () => {
  [browser, report] = await Promise.all([
    openBrowser(),
    startSampleReport({ beforeQuery: (query) => (isOfTotals(query) ? held : Promise.resolve()) }),
  ]);
});

afterAll(async () => {
  await browser.close();
  await report.close();
});

const isOfTotals = ({ metrics, date_range }: Query): boolean =>
  metrics.includes('bounce_rate') && date_range === '30d';

/** Opens the site's page whose totals are not counted until it is said so. */
async function openWithoutTotals(javaScriptEnabled: boolean) {
  const { promise, resolve } = Promise.withResolvers<void>();
  held = promise;
  const { page, faults, close } = await openWatchedPage(browser.context, report.url, {
    javaScriptEnabled,
  });
  onTestFinished(async () => {
    resolve();
    await close();
  });
  await page.goto(`${report.url}/sites/sample`, { waitUntil: 'commit' });
  return { page, faults, countTotals: resolve };
}

describe("the site's page while its totals are counted", () => {
  it('shows its frame and every other panel, without script too', async () => {
    const { page, faults, countTotals } = await openWithoutTotals(false);

    await page.locator('section:has(#panel-not_found) td').first().waitFor();
    expect(await page.locator('main').getByText('sample', { exact: true }).isVisible()).toBe(true);
    expect(await page.locator('.controls.roomy').getByText('7 days').isVisible()).toBe(true);
    expect(await page.locator('.tiles').count()).toBe(0);
    expect(await page.getByText('Counting …').filter({ visible: true }).count()).not.toBe(0);

    countTotals();
    await page.locator('.foot').waitFor();
    expect(await page.locator('.tiles .figure').first().innerText()).toMatch(/\d/);
    expect(await page.getByText('Counting …').filter({ visible: true }).count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('shows its parts in order, also to a screen reader, whichever came first', async () => {
    const { page, countTotals } = await openWithoutTotals(false);
    await page.locator('section:has(#panel-not_found) td').first().waitFor();
    countTotals();
    await page.locator('.foot').waitFor();

    const tops = await page
      .locator('.heading, .sentence, .controls.roomy, .tiles, .figure-chart, .split, .foot')
      .filter({ visible: true })
      .evaluateAll((parts) =>
        parts
          .map((part) => ({
            name: part.classList[0],
            top: part.getBoundingClientRect().top,
          }))
          .toSorted((a, b) => a.top - b.top)
          .map(({ name }) => name),
      );
    expect(tops).toEqual([
      'heading',
      'sentence',
      'controls',
      'tiles',
      'figure-chart',
      'split',
      'foot',
    ]);
  });

  it('answers to a click, and keeps nothing of what was still to come', async () => {
    const { page, faults, countTotals } = await openWithoutTotals(true);
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await page.locator('.controls.roomy').getByText('7 days').click();
    await page.locator('.heading').getByText('24 – 30 November 2026').waitFor();

    countTotals();
    expect(await page.evaluate(() => Object.hasOwn(globalThis, 'isSamePage'))).toBe(true);
    expect(await page.locator('.heading').count()).toBe(1);
    expect(await page.locator('.foot').count()).toBe(1);
    expect(await page.locator('.tiles .figure').first().innerText()).toMatch(/\d/);
    expect(faults).toEqual([]);
  });
});
