import { parseQuery } from '@hitmark/report/query';
import { sampleEvents } from '@hitmark/report/sample';
import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { useSamplePages } from './support/sample-pages.ts';
import { listedEvents } from './support/listed-events.ts';

const pages = useSamplePages();
let page: Page;

beforeAll(async () => {
  ({ page } = await pages.openForAll({ javaScriptEnabled: false }));
});

const isEvent = (name: string) => ['is', 'event', [name]];
const reserved = ['(none)', 'outbound', 'download', 'not_found', 'vital', 'error'];

/** Panels by their tabs: what each is a query of. */
const tabs: readonly (readonly [panel: string, tab: string, query: object])[] = [
  ['pages', 'all', { metrics: ['visitors'], dimensions: ['page'] }],
  ['pages', 'entry', { metrics: ['visits'], dimensions: ['entry_page'] }],
  ['pages', 'exit', { metrics: ['visits'], dimensions: ['exit_page'] }],
  ['sources', 'names', { metrics: ['visitors'], dimensions: ['source'] }],
  ['sources', 'channels', { metrics: ['visitors'], dimensions: ['channel'] }],
  [
    'sources',
    'campaigns',
    {
      metrics: ['visitors'],
      dimensions: ['campaign.name'],
      filters: ['is_not', 'campaign.name', ['(none)']],
    },
  ],
  ['places', 'countries', { metrics: ['visitors'], dimensions: ['country'] }],
  ['devices', 'browsers', { metrics: ['visitors'], dimensions: ['browser'] }],
  ['devices', 'screens', { metrics: ['visitors'], dimensions: ['screen'] }],
  [
    'searches',
    'names',
    { metrics: ['visitors'], dimensions: ['search'], filters: ['is_not', 'search', ['(none)']] },
  ],
  [
    'events',
    'names',
    { metrics: ['events'], dimensions: ['event'], filters: ['is_not', 'event', reserved] },
  ],
  [
    'outbound',
    'downloads',
    { metrics: ['events'], dimensions: ['data.url'], filters: isEvent('download') },
  ],
  [
    'not_found',
    'names',
    { metrics: ['events'], dimensions: ['page'], filters: isEvent('not_found') },
  ],
  [
    'goals',
    '',
    { metrics: ['conversions'], dimensions: ['goal'], filters: ['is_not', 'goal', ['(none)']] },
  ],
];

const base = { site: 'sample', date_range: '30d', timezone: 'Europe/Zurich' };
const count = (value: number | null | undefined): string => (value ?? 0).toLocaleString('en-GB');

/** Asks as the API does, not as the page does. */
const ask = (query: object) => pages.report.ask(parseQuery({ ...base, ...query }));

describe("the site's page", () => {
  it.each(tabs)('has in %s %s the numbers of the query', async (panel, tab, query) => {
    const [metric = ''] = (query as { metrics: string[] }).metrics;
    const answer = await ask({ ...query, order_by: [[metric, 'desc']], limit: 8 });
    await page.goto(`${pages.report.url}/sites/sample?tab=${panel}.${tab}`);

    const rows = page.locator(`section:has(#panel-${panel}) tbody tr`);
    const numbers = await rows.locator('td:nth-of-type(1)').allTextContents();

    expect(numbers.length).toBeGreaterThan(1);
    expect(numbers).toEqual(answer.results.map(({ metrics: [value] }) => count(value)));
  });

  it('has the totals, and what they were before', async () => {
    const metrics = ['visitors', 'visits', 'pageviews'];
    const { results } = await ask({ metrics, compare: 'previous_period' });
    await page.goto(`${pages.report.url}/sites/sample`);

    const tiles = await page.locator('.tiles li').allTextContents();

    for (const index of metrics.keys()) {
      expect(tiles[index]).toContain(count(results[0]?.metrics[index]));
      expect(tiles[index]).toContain(`from ${count(results[0]?.comparison?.[index])}`);
    }
  });

  it("has the chart's numbers as a table, days without anybody too", async () => {
    const filters = ['is', 'page', ['/he/%D7%A7%D7%A4%D7%94-%D7%97%D7%95%D7%A8%D7%A3']];
    const answer = await ask({ metrics: ['visitors'], dimensions: ['time:day'], filters });
    await page.goto(
      `${pages.report.url}/sites/sample?compare=none&filter=is~page~${encodeURIComponent(String(filters[2]))}`,
    );

    const cells = await page.locator('.as-table tbody td').allTextContents();

    expect(cells).toHaveLength(30);
    expect(answer.results.length).toBeGreaterThan(3);
    expect(cells.filter((text) => text !== '0')).toEqual(
      answer.results.map(({ metrics: [value] }) => count(value)),
    );
  });

  it('says of whom the numbers are, and who was left out', async () => {
    const actors = ['human', 'machine', 'unknown'];
    const { results } = await ask({ metrics: ['visitors'], dimensions: ['actor'], actors });
    await page.goto(`${pages.report.url}/sites/sample`);

    const words = await page.locator('.split-words').textContent();

    expect(results).toHaveLength(3);
    for (const { dimensions, metrics } of results) {
      expect(words).toContain(
        `${count(metrics[0])} ${dimensions[0] === 'machine' ? 'machines' : dimensions[0]}`,
      );
    }
  });
});

describe('a number', () => {
  const fromMs = Date.parse('2026-10-31T23:00:00Z');

  /** Events of the period as they were made, without the store. */
  const events = () =>
    sampleEvents({ nowMs: pages.report.nowMs, seed: 7 }).filter(
      ({ time, actor = 'unknown' }) => Date.parse(time) >= fromMs && actor !== 'machine',
    );

  it('opens exactly the events that it counts', async () => {
    await page.goto(`${pages.report.url}/sites/sample`);
    const row = page.locator('section:has(#panel-events) tr', { hasText: 'signup' });
    const number = await row.locator('td a').first().textContent();
    await row.locator('td a').first().click();

    const expected = events().filter(({ name }) => name === 'signup');
    const found = await listedEvents(page);

    expect(number).toBe(count(expected.length));
    expect(found.toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
  });

  it('of visitors opens the events of exactly these visitors', async () => {
    await page.goto(`${pages.report.url}/sites/sample?period=7d`);
    const row = page.locator('section:has(#panel-pages) tr', { hasText: '/guides/v60' });
    const number = await row.locator('td a').first().textContent();
    await row.locator('td a').first().click();

    const found = new Set(await listedEvents(page));
    const visitors = events()
      .filter(({ id }) => found.has(id))
      .map((event) => event['visitor']);

    expect(found.size).toBeGreaterThan(0);
    expect(visitors).toHaveLength(found.size);
    expect(count(new Set(visitors).size)).toBe(number);
  });
});
