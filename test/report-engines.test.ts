import { parseListing, parseQuery } from '@hitmark/report/query';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openEngineWindow, type EngineWindow } from './support/engine-window.ts';
import { startSampleReport, type SampleReport } from './support/sample-report.ts';
import { withoutScript } from './support/without-script.ts';

// Runs in Chromium, in Firefox, and in WebKitGTK, whose driver can do the least: what all three can.

let report: SampleReport;
let browser: EngineWindow;

beforeAll(async () => {
  [report, browser] = await Promise.all([startSampleReport(), openEngineWindow()]);
});

afterAll(async () => {
  await browser.close();
  await report.close();
});

const site = '/sites/sample?language=en';
const base = { site: 'sample', date_range: '30d', timezone: 'Europe/Zurich' };
const isEvent = (name: string) => ['is', 'event', [name]];
const isNot = (dimension: string, ...values: string[]) => ['is_not', dimension, values];
const reserved = ['(none)', 'outbound', 'download', 'not_found', 'vital', 'error'];

/** Panels of the site's page, each as the query it shows. */
const panels: Readonly<
  Record<string, readonly [metric: string, dimension: string, filter?: unknown]>
> = {
  pages: ['visitors', 'page'],
  sources: ['visitors', 'source'],
  places: ['visitors', 'country'],
  devices: ['visitors', 'browser'],
  searches: ['visitors', 'search', isNot('search', '(none)')],
  events: ['events', 'event', isNot('event', ...reserved)],
  goals: ['conversions', 'goal', isNot('goal', '(none)')],
  outbound: ['events', 'data.url', isEvent('outbound')],
  not_found: ['events', 'page', isEvent('not_found')],
};

/** Query that chooses another tab of the same panels. */
const otherTabs =
  '&tab=pages.entry&tab=sources.channels&tab=places.languages&tab=devices.systems&tab=outbound.downloads';
const others: typeof panels = {
  pages: ['visits', 'entry_page'],
  sources: ['visitors', 'channel'],
  places: ['visitors', 'language'],
  devices: ['visitors', 'os'],
  outbound: ['events', 'data.url', isEvent('download')],
};

/** First numbers of the rows of each panel that is shown. */
const shownPanels = (): Promise<unknown> =>
  browser.run(`
    return Object.fromEntries([...document.querySelectorAll('main .panel')].map((panel) => [
      panel.getAttribute('aria-labelledby').replace('panel-', ''),
      [...panel.querySelectorAll('tbody tr')].map((row) =>
        Number(row.querySelector('td').textContent.replaceAll(',', ''))),
    ]));`);

/** Asks the API for the same numbers, some of each panel. */
async function askedPanels(asked: typeof panels): Promise<Record<string, readonly unknown[]>> {
  const answers = Object.entries(asked).map(async ([name, [metric, dimension, filter]]) => {
    const filters = filter === undefined ? {} : { filters: filter };
    const chosen = { metrics: [metric], dimensions: [dimension], ...filters };
    const { results } = await report.ask(
      parseQuery({ ...base, ...chosen, order_by: [[metric, 'desc']], limit: 8 }),
    );
    if (results.length < 2) throw new Error(`${name}: the sample has too little to compare`);
    return [name, results.map(({ metrics: [value] }) => value)] as const;
  });
  return Object.fromEntries(await Promise.all(answers)) as Record<string, readonly unknown[]>;
}

const clickOn = (selector: string, text: string): Promise<unknown> =>
  browser.run(
    `[...document.querySelectorAll(arguments[0])].find((each) => each.textContent.trim() === arguments[1]).click()`,
    selector,
    text,
  );
const textOf = (selector: string) => (): Promise<unknown> =>
  browser.run(`return document.querySelector(arguments[0])?.textContent ?? null`, selector);
const search = (): Promise<unknown> => browser.run('return location.search');
const focused = (): Promise<unknown> =>
  browser.run('return document.activeElement?.textContent ?? null');

/** Opens a page of the report, and waits for its last part. */
async function open(url: string): Promise<void> {
  await browser.open(url);
  await expect
    .poll(() => browser.run(`return document.querySelector('footer') !== null`))
    .toBe(true);
}

describe(`the report page in ${process.env['HITMARK_ENGINE'] ?? 'chromium'}`, () => {
  it('has in every panel the numbers of the API', async () => {
    await open(report.url + site);
    expect(await shownPanels()).toMatchObject(await askedPanels(panels));
    await open(report.url + site + otherTabs);
    expect(await shownPanels()).toMatchObject(await askedPanels(others));
  });

  it('lists exactly the events of a number that is clicked', async () => {
    await open(report.url + site);
    const number = await browser.run(`
      const row = [...document.querySelectorAll('section:has(#panel-events) tr')]
        .find((each) => each.textContent.includes('signup'));
      const link = row.querySelector('td a');
      link.click();
      return Number(link.textContent);`);
    await expect.poll(() => browser.run('return location.pathname')).toBe('/sites/sample/events');
    await expect
      .poll(() => browser.run(`return document.querySelectorAll('[data-id]').length`))
      .toBe(number);
    const ids = await browser.run(
      `return [...document.querySelectorAll('[data-id]')].map((row) => row.dataset.id)`,
    );
    const { events } = await report.store.list(
      parseListing({ ...base, metrics: ['events'], filters: isEvent('signup'), limit: 1_000 }),
      report.nowMs,
    );
    expect(number).toBeGreaterThan(0);
    expect(ids).toEqual(events.map(({ event }) => event['id']));
  });

  it('goes on without a new page, and back and forward', async () => {
    await open(report.url + site);
    await browser.run('window.same = true');
    await clickOn('.controls.roomy a', '7 days');
    await expect.poll(textOf('.heading p')).toMatch(/^24\s–\s30 November 2026$/);
    await clickOn('.controls.roomy a', 'Today');
    await expect.poll(textOf('.heading p')).toBe('Monday, 30 November 2026');
    await browser.run('history.back()');
    await expect.poll(textOf('.heading p')).toMatch(/^24\s–\s30 November 2026$/);
    await browser.run('history.back()');
    await expect.poll(textOf('.heading p')).toMatch(/^1\s–\s30 November 2026$/);
    await browser.run('history.forward()');
    await expect.poll(textOf('.heading p')).toMatch(/^24\s–\s30 November 2026$/);
    expect(await search()).toContain('period=7d');
    expect(await browser.run('return window.same')).toBe(true);
  });

  it('is used by the keyboard, and keeps the focus where it was', async () => {
    await open(report.url + site);
    await browser.press('Tab');
    expect(await focused()).toBe('Skip to the numbers');
    await browser.run(`document.querySelector('.tiles summary').focus()`);
    await browser.press('Enter');
    expect(await browser.run(`return document.querySelector('.tiles details').open`)).toBe(true);
    await browser.run(`document.querySelector('#panel-pages ~ nav a:nth-of-type(2)').focus()`);
    await browser.press('Enter');
    await expect.poll(search).toContain('tab=pages.entry');
    await expect.poll(focused).toBe('Entry');
  });

  it('has a live hit, and none of another site', async () => {
    await open(report.url + site);
    const before = Number(await textOf('[data-live]')());
    const view = (own: string, visitor: string): object => ({
      v: 1,
      id: `live-${own}`,
      type: 'pageview',
      time: new Date(report.nowMs - 1_000).toISOString(),
      site: own,
      visitor,
      visitor_kind: 'cookie',
      url: 'https://tidewater.example/',
      actor: 'human',
    });
    await report.add(view('another', 'somebody-else'));
    await report.add(view('sample', 'somebody-new'));
    await expect.poll(textOf('[data-live]')).toBe(String(before + 1));
  });

  it('is read and used without script', async () => {
    const scriptless = await withoutScript(report.url);
    onTestFinished(() => scriptless.close());
    await open(scriptless.url + site);
    await browser.run('window.same = true');
    expect(await shownPanels()).toMatchObject(await askedPanels(panels));
    await clickOn('.tiles summary', 'Visitors');
    expect(
      await browser.run(`return document.querySelector('.tiles .about').offsetHeight > 0`),
    ).toBe(true);
    await clickOn('.controls.roomy a', '7 days');
    await expect.poll(textOf('.heading p')).toMatch(/^24\s–\s30 November 2026$/);
    // A page of its own: no script has shown it in this one.
    expect(await browser.run('return window.same ?? null')).toBe(null);
  });

  it('has its map, its styles, and nothing that is wider than the window', async () => {
    for (const path of [
      `${site}&tab=places.map`,
      '/sites/sample/message?filter=is~message~letter-41',
    ]) {
      await open(report.url + path);
      const found = await browser.run(`
        const drawn = document.querySelector('.map a path, .histogram a rect');
        return {
          excess: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          fill: getComputedStyle(drawn).fill,
          height: Math.round(drawn.getBoundingClientRect().height) > 0,
        };`);
      expect(found).toMatchObject({
        excess: 0,
        fill: expect.stringMatching(/^rgb\((?!0, 0, 0\))/),
        height: true,
      });
    }
  });
});
