import { parseQuery } from '@hitmark/report/query';
import { describe, expect, it } from 'vitest';
import { findViolations } from './support/find-violations.ts';
import { useSamplePages } from './support/sample-pages.ts';

const pages = useSamplePages();

const site = '/sites/sample';
const map = `${site}?tab=places.map`;

/** The most bytes that the outlines may add to a page. */
const maxMapBytes = 12_000;

describe('the map of countries', () => {
  it('has the number of each country as the API has it, and links none without', async () => {
    const { page, faults } = await pages.open({ javaScriptEnabled: false });
    const { results } = await pages.report.ask(
      parseQuery({
        site: 'sample',
        date_range: '30d',
        timezone: 'Europe/Zurich',
        metrics: ['visitors'],
        dimensions: ['country'],
        order_by: [['visitors', 'desc']],
      }),
    );
    const names = new Intl.DisplayNames('en-GB', { type: 'region' });
    await page.goto(pages.report.url + site);
    await page.locator('#panel-places ~ nav').getByText('Map').click();
    await page.locator('.legend').waitFor();

    const titles = await page.locator('.map a title').allTextContents();

    const known = results.filter(({ dimensions: [code] }) => code !== '(none)');
    expect(known.length).toBeGreaterThan(5);
    expect(titles).toEqual(
      known.map(({ dimensions: [code = ''], metrics: [value] }) => `${names.of(code)}: ${value}`),
    );
    expect(await page.locator('.map > path title').allTextContents()).toContain('Greenland');
    expect(faults).toEqual([]);
  });

  it('filters by the country that is chosen by the keyboard, and stays a map', async () => {
    const { page, faults } = await pages.open();
    await page.goto(pages.report.url + map);
    await page.locator('.map a', { hasText: 'Austria' }).focus();
    await page.keyboard.press('Enter');

    await expect.poll(() => page.locator('.chip').textContent()).toContain('Country is Austria');
    expect(await page.locator('.map a title').allTextContents()).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  it('is darker where there is more, and shades say from which number on', async () => {
    const { page } = await pages.open();
    await page.goto(pages.report.url + map);
    const shades = await page
      .locator('.map a > :first-child')
      .evaluateAll((shapes) => shapes.map((shape) => Number(getComputedStyle(shape).fillOpacity)));

    expect(shades).toEqual(shades.toSorted((one, other) => other - one));
    expect(new Set(shades).size).toBeGreaterThan(2);
    const counts = (await page.locator('.map a title').allTextContents()).map((title) =>
      Number(title.split(': ')[1]),
    );
    const [unit, ...spans] = await page.locator('.legend li').allInnerTexts();
    expect(unit).toBe('Visitors');
    expect(spans[0]?.trim()).toMatch(new RegExp(`^${Math.min(...counts)}(–|$)`));
    expect(spans.at(-1)?.trim()).toMatch(new RegExp(`(^|–)${Math.max(...counts)}$`));
  });

  it('marks a country that is too small for an outline, once somebody came from there', async () => {
    const { page } = await pages.open();
    await page.goto(pages.report.url + map);
    expect(await page.locator('.map circle').count()).toBe(0);
    await pages.report.add({
      v: 1,
      id: 'from-singapore',
      type: 'pageview',
      time: new Date(pages.report.nowMs - 1_000).toISOString(),
      site: 'sample',
      visitor: 'singaporean',
      visitor_kind: 'cookie',
      url: 'https://tidewater.example/',
      client: { country: 'SG' },
      actor: 'human',
    });
    await page.goto(pages.report.url + map);
    expect(await page.locator('.map a:has(circle) title').textContent()).toBe('Singapore: 1');
  });

  it('takes at most 12 KB more than the table, and none where nobody asked for it', async () => {
    const bytesOf = async (path: string): Promise<number> => {
      const { page, transferred } = await pages.open();
      await page.goto(pages.report.url + path);
      await page.locator('footer').waitFor();
      return transferred();
    };
    const [table, drawn] = [await bytesOf(site), await bytesOf(map)];
    const { page } = await pages.open();
    await page.goto(pages.report.url + site);

    expect(await page.locator('.map').count()).toBe(0);
    expect(drawn - table).toBeGreaterThan(2_000);
    expect(drawn - table).toBeLessThan(maxMapBytes);
  });

  it.each(['light', 'dark'] as const)('has nothing that axe-core finds, in %s', async (scheme) => {
    const { page } = await pages.open({ colorScheme: scheme });
    for (const path of [map, `${site}/all/places/map`]) {
      await page.goto(pages.report.url + path);
      expect({ path, found: await findViolations(page) }).toEqual({ path, found: [] });
    }
  });
});
