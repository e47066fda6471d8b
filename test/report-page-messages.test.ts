import { parseListing, parseQuery } from '@hitmark/report/query';
import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { listedEvents } from './support/listed-events.ts';
import { findViolations } from './support/find-violations.ts';
import { hostileEvents } from './support/hostile-events.ts';
import { useSamplePages } from './support/sample-pages.ts';
import { startSampleReport } from './support/sample-report.ts';

const pages = useSamplePages();
let page: Page;

beforeAll(async () => {
  for (const event of hostileEvents(pages.report.nowMs - 60_000)) await pages.report.add(event);
  ({ page } = await pages.openForAll({ javaScriptEnabled: false }));
});

const address = '/sites/sample/message?filter=is~message~letter-41';
const all = { site: 'sample', date_range: 'all', timezone: 'Europe/Zurich' };
const everybody = ['human', 'machine', 'unknown'];
const isLetter = ['is', 'message', ['letter-41']];
const isLed = ['is', 'click.message', ['letter-41']];

/** The numbers of a query without dimensions, asked as the API does. */
async function numbers(query: object): Promise<readonly number[]> {
  const { results } = await pages.report.ask(parseQuery({ ...all, ...query }));
  return (results[0]?.metrics ?? []).map((value) => value ?? 0);
}

const count = (value: number | undefined): string => (value ?? 0).toLocaleString('en-GB');

describe('the page of messages', () => {
  it("has each email's numbers of all its time, as the API has them", async () => {
    const read = await numbers({
      metrics: ['unique_opens', 'unique_clicks', 'unsubscribes'],
      filters: isLetter,
    });
    const [sent] = await numbers({ metrics: ['sent'], filters: isLetter, actors: everybody });
    const [visits, revenue] = await numbers({ metrics: ['visits', 'revenue'], filters: isLed });
    await page.goto(`${pages.report.url}/sites/sample/messages`);
    const row = page.locator('.messages tbody tr', { hasText: 'letter-41' });
    const cells = await row.locator('td:not(:has(svg)) a').allInnerTexts();
    const share = `${((100 * (read[0] ?? 0)) / (sent ?? 1)).toFixed(1)}\u202f%`;
    expect(cells.slice(0, 3)).toEqual([count(sent), share, count(read[0])]);
    expect(cells.slice(-4)).toEqual([
      count(read[1]),
      count(read[2]),
      count(visits),
      `${revenue?.toFixed(2)}\u202fEUR`,
    ]);
    expect(await page.locator('.messages tbody').innerText()).not.toContain('letter-39');
  });

  it('shows so many at a time, the newest first, each once, with links to those before and after', async () => {
    const letters = Array.from({ length: 120 }, (_none, index) => ({
      v: 1,
      id: `sent-${index}`,
      type: 'sent',
      time: new Date(pages.report.nowMs - (1 + index) * 3 * 86_400_000).toISOString(),
      site: 'sample',
      message: `no-${String(119 - index).padStart(3, '0')}`,
      recipient: 'somebody',
      actor: 'unknown',
    }));
    const many = await startSampleReport({ events: letters });
    const names: string[] = [];
    await page.goto(`${many.url}/sites/sample/messages?period=12mo`);
    for (let turn = 1; turn <= 3; turn += 1) {
      names.push(...(await page.locator('.messages tbody th a').allInnerTexts()));
      expect(await page.getByText('Next', { exact: true }).count()).toBe(turn < 3 ? 1 : 0);
      if (turn < 3) await page.getByText('Next', { exact: true }).click();
      await page.getByText(`to ${Math.min(120, 50 * (turn + 1))} of 120`).waitFor();
    }
    expect(names).toEqual(letters.map(({ message }) => message));
    await page.getByText('Before', { exact: true }).click();
    await page.getByText('Rows 51 to 100 of 120').waitFor();
    await many.close();
  });

  it('has the differences that the page of each email has, whatever the period', async () => {
    for (const period of ['30d', '12mo']) {
      await page.goto(`${pages.report.url}/sites/sample/messages?period=${period}`);
      const row = page.locator('.messages tbody tr', { hasText: 'letter-41' });
      const [opens = '', clicks = ''] = await row.locator('td.small').allInnerTexts();
      await page.goto(pages.report.url + (await row.locator('th a').getAttribute('href')));
      const figures = await page.locator('main').innerText();
      expect(opens).toMatch(/\d/);
      expect(figures).toContain(`${opens} `);
      expect(figures).toContain(`${clicks} `);
    }
  });

  it('is no page of one email, which a note of the chart leads to', async () => {
    expect((await fetch(`${pages.report.url}/sites/sample/messages/letter-41`)).status).toBe(404);
    await page.goto(`${pages.report.url}/sites/sample?period=30d&filter=is~source~Google`);
    await page.locator('.notes a', { hasText: 'letter-41' }).click();
    expect(new URL(page.url()).search).toBe('?period=all&filter=is%7Emessage%7Eletter-41');
    expect(await page.locator('.heading').innerText()).toContain('letter-41');
  });

  it('offers no comparison, which it does not make, as events and quality do not', async () => {
    for (const path of ['messages', 'events', 'quality']) {
      await page.goto(`${pages.report.url}/sites/sample/${path}`);
      const choices = await page.locator('.controls.roomy').innerText();
      expect({ path, choices }).toEqual({ path, choices: expect.stringContaining('30 days') });
      expect(choices).not.toContain('Compare');
      expect(await page.locator('.controls a[href*="compare="]').count()).toBe(0);
    }
  });

  it('says how emails get there, where there are none', async () => {
    await page.goto(`${pages.report.url}/sites/none-yet/messages`);
    expect(await page.locator('.messages').count()).toBe(0);
    expect(await page.locator('main').innerText()).toContain('createLinks(');
  });
});

describe('the page of a message', () => {
  it('has the steps from the sending to the order, as the API has them', async () => {
    const [sent] = await numbers({ metrics: ['sent'], filters: isLetter, actors: everybody });
    const read = await numbers({ metrics: ['unique_opens', 'unique_clicks'], filters: isLetter });
    const [visited] = await numbers({ metrics: ['visitors'], filters: isLed });
    const led = async (...more: readonly unknown[]): Promise<number | undefined> =>
      (await numbers({ metrics: ['visitors'], filters: ['and', [isLed, ...more]] }))[0];
    const met = await led(['is_not', 'goal', ['(none)']]);
    const ordered = await led(['is_not', 'data.revenue', ['(none)']]);
    await page.goto(pages.report.url + address);
    const steps = await page.locator('.way .figure').allInnerTexts();
    expect(steps).toEqual([sent, ...read, visited, met, ordered].map(count));
    expect(ordered).toBeGreaterThan(0);
  });

  it('opens exactly the events that a click in the email led to', async () => {
    await page.goto(pages.report.url + address);
    await page.locator('.way li', { hasText: 'Ordered' }).locator('a').click();
    const ids = await listedEvents(page);
    const { events } = await pages.report.store.list(
      parseListing({
        ...all,
        metrics: ['visitors'],
        filters: ['and', [isLed, ['is_not', 'data.revenue', ['(none)']]]],
      }),
      pages.report.nowMs,
    );
    expect(ids.length).toBeGreaterThan(0);
    expect(ids).toEqual(events.map(({ event }) => event['id']));
    const clicks = await pages.report.store.list(
      parseListing({ ...all, metrics: ['clicks'], filters: isLetter, limit: 1_000 }),
      pages.report.nowMs,
    );
    const letterClicks = clicks.events.map(({ event }) => event['id']);
    expect(events.every(({ event }) => letterClicks.includes(event['click']))).toBe(true);
  });

  it('shows clicks by link in the order of the email, and opens by the time since sending', async () => {
    const { results } = await pages.report.ask(
      parseQuery({
        ...all,
        metrics: ['unique_clicks'],
        dimensions: ['link.position'],
        filters: isLetter,
      }),
    );
    const byPlace = results.toSorted((a, b) => Number(a.dimensions[0]) - Number(b.dimensions[0]));
    const spans = await pages.report.ask(
      parseQuery({
        ...all,
        metrics: ['unique_opens'],
        dimensions: ['time_to_open'],
        filters: isLetter,
      }),
    );
    await page.goto(pages.report.url + address);
    const links = page.locator('section:has(#links) tbody tr');
    expect(await links.locator('td:nth-of-type(1)').allInnerTexts()).toEqual(
      byPlace.map(({ metrics: [value] }) => count(value ?? 0)),
    );
    const times = await page
      .locator('section:has(#open-times) tbody td')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.textContent)));
    const inOrder = (values: readonly number[]): readonly number[] =>
      values.toSorted((one, other) => one - other);
    expect(inOrder(times.filter((value) => value > 0))).toEqual(
      inOrder(spans.results.map(({ metrics: [value] }) => value ?? 0)),
    );
  });

  it('answers 404 for an email that there is not, and where none is chosen', async () => {
    for (const path of ['/sites/sample/message', `${address}-none`]) {
      expect((await fetch(pages.report.url + path)).status).toBe(404);
    }
  });

  it('shows a shared link numbers, and no way to events', async () => {
    const shared = await startSampleReport({ reader: { kind: 'shared', seesPersons: false } });
    for (const path of ['/sites/sample/messages', address]) {
      const response = await fetch(shared.url + path);
      expect(response.status).toBe(200);
      const html = await response.text();
      expect(html).toContain('letter-41');
      expect(html).not.toMatch(/href="[^"]*\/events\?[^"]*metric=/);
    }
    await shared.close();
  });

  it.each(['light', 'dark'] as const)('has nothing that axe-core finds, in %s', async (scheme) => {
    const own = await pages.browser.context.newPage();
    await own.emulateMedia({ colorScheme: scheme });
    for (const path of ['/sites/sample/messages', '/sites/none-yet/messages', address]) {
      await own.goto(pages.report.url + path);
      expect({ path, found: await findViolations(own) }).toEqual({ path, found: [] });
    }
    await own.close();
  });

  it.each([320, 2_560])('keeps its layout with hostile texts, at %i px', async (width) => {
    const own = await pages.open({
      viewport: { width, height: 800 },
    });
    await own.page.goto(`${pages.report.url}/sites/hostile/messages`);
    expect(await own.page.locator('.messages tbody tr').count()).toBe(1);
    const excess = await own.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect({ faults: own.faults, excess }).toEqual({ faults: [], excess: 0 });
  });
});
