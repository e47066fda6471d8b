import { parseListing } from '@hitmark/report/query';
import { beforeAll, describe, expect, it } from 'vitest';
import { findViolations } from './support/find-violations.ts';
import { hostileEvents } from './support/hostile-events.ts';
import { useSamplePages } from './support/sample-pages.ts';
import { startSampleReport } from './support/sample-report.ts';

const pages = useSamplePages();

beforeAll(async () => {
  for (const event of hostileEvents(pages.report.nowMs - 60_000)) await pages.report.add(event);
});

/** Ids of the events that a listing shows, over all of its pages. */
async function listed(path: string): Promise<readonly string[]> {
  const html = await (await fetch(pages.report.url + path)).text();
  const own = [...html.matchAll(/data-id="([^"]+)"/g)].map(([, id = '']) => id);
  const next = /<a class="button" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
  return next === undefined ? own : [...own, ...(await listed(next))];
}

describe('the page of events', () => {
  it('lists exactly the events behind a number that is clicked, page by page', async () => {
    const html = await (
      await fetch(`${pages.report.url}/sites/sample?tab=sources.channels`)
    ).text();
    const links = [...html.matchAll(/href="(\/sites\/sample\/events\?[^"]+)"/g)].map(
      ([, href = '']) => href.replaceAll('&amp;', '&'),
    );
    const search = (href: string): URLSearchParams => new URL(href, pages.report.url).searchParams;
    const outbound = links.find((href) => /channel~Email/.test(decodeURIComponent(href))) ?? '';
    expect(search(outbound).get('metric')).toBe('visitors');
    const { events, cursor } = await pages.report.store.list(
      parseListing({
        site: 'sample',
        date_range: '30d',
        metrics: ['visitors'],
        filters: ['is', 'channel', ['Email']],
        timezone: 'Europe/Zurich',
        limit: 1_000,
      }),
      pages.report.nowMs,
    );
    expect(cursor).toBeNull();
    expect(events.length).toBeGreaterThan(100);
    expect(await listed(outbound)).toEqual(events.map(({ event }) => event['id']));
  });

  it('opens the whole record of an event, and says in words why its actor is one, without script', async () => {
    const watched = await pages.open({
      javaScriptEnabled: false,
    });
    const { page } = watched;
    await page.goto(
      `${pages.report.url}/sites/sample/events?metric=opens&actors=machine&filter=is~actor_reason~mail-privacy`,
    );
    const event = page.locator('.event').first();
    await expect(event.locator('.record').isVisible()).resolves.toBe(false);
    await event.locator('summary').first().click();
    const text = await event.locator('.record').innerText();
    expect(text).toContain('Apple Mail loads all pictures when an email arrives, read or not');
    await event.locator('.whole > summary').click();
    const json = JSON.parse(await event.locator('pre').innerText());
    expect(json).toMatchObject({ type: 'open', actor_reasons: ['mail-privacy'] });
  });

  it('shows no event to readers who may not see persons', async () => {
    const shared = await startSampleReport({
      events: [],
      reader: { kind: 'shared', seesPersons: false },
    });
    const response = await fetch(`${shared.url}/sites/sample/events`);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('not the events behind them');
    await shared.close();
  });

  it.each(['light', 'dark'] as const)('has nothing that axe-core finds, in %s', async (scheme) => {
    const page = await pages.browser.context.newPage();
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`${pages.report.url}/sites/sample/events?metric=revenue`);
    await page.locator('.event > summary').first().click();
    await page.locator('.whole > summary').first().click();
    expect(await findViolations(page)).toEqual([]);
    await page.close();
  });

  it.each([320, 2_560])('keeps its layout with hostile texts, at %i px', async (width) => {
    const { page, faults } = await pages.open({
      viewport: { width, height: 800 },
    });
    await page.goto(`${pages.report.url}/sites/hostile/events?actors=human,machine,unknown`);
    expect(await page.locator('.event').count()).toBe(7);
    for (const summary of await page.locator('.event > summary').all()) await summary.click();
    for (const summary of await page.locator('.whole > summary').all()) await summary.click();
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect({ faults, excess }).toEqual({ faults: [], excess: 0 });
  });
});
