import { parseListing, parseQuery } from '@hitmark/report/query';
import type { Page } from 'playwright';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { findViolations } from './support/find-violations.ts';
import { listedEvents } from './support/listed-events.ts';
import { useSamplePages } from './support/sample-pages.ts';
import { startSampleReport } from './support/sample-report.ts';

const pages = useSamplePages({
  reader: { followsPersons: true },
  forget(persons) {
    forgotten.push(persons);
    return Promise.resolve({
      events: 38,
      deliveries: 2,
      lines: 0,
      report: 38,
      clickhouse: 37,
      notices: ["Kafka's topic hits may hold them until 2026-12-08"],
    });
  },
});
let page: Page;
/** A recipient who clicked, and the visitors that came by their clicks. */
let recipient: string;
let visitors: readonly string[];
const forgotten: unknown[] = [];

const base = { site: 'sample', date_range: 'all', timezone: 'Europe/Zurich' };

beforeAll(async () => {
  ({ page } = await pages.openForAll({ javaScriptEnabled: false }));
  const bySpending = await pages.report.ask(
    parseQuery({ ...base, metrics: ['revenue'], dimensions: ['click.recipient'], limit: 2 }),
  );
  recipient = bySpending.results[1]?.dimensions[0] ?? '';
  const came = await pages.report.ask(
    parseQuery({
      ...base,
      metrics: ['pageviews'],
      dimensions: ['visitor'],
      filters: ['is', 'click.recipient', [recipient]],
    }),
  );
  visitors = came.results.flatMap(({ dimensions }) => dimensions);
});

const pathOf = (name: string, by = 'recipient', what = 'person'): string =>
  `${pages.report.url}/sites/sample/${what}?filter=is~${by}~${name}`;

async function idsOf(filters: unknown): Promise<readonly unknown[]> {
  const listing = { ...base, filters, actors: ['human', 'machine', 'unknown'], limit: 1_000 };
  const { events } = await pages.report.store.list(parseListing(listing), pages.report.nowMs);
  return events.map(({ event }) => event['id']);
}

describe('the page of a person', () => {
  it('lists exactly their events of web and email, as the API has them, newest first', async () => {
    await page.goto(pathOf(recipient));
    const filters = [
      'or',
      [
        ['is', 'recipient', [recipient]],
        ['is', 'visitor', visitors],
      ],
    ];
    const ids = await idsOf(filters);
    expect(ids.length).toBeGreaterThan(20);
    expect(await listedEvents(page)).toEqual(ids);
    const kinds = await page.locator('.event .kind').allInnerTexts();
    expect(kinds).toEqual(expect.arrayContaining(['Sent', 'Open', 'Click', 'View', 'Engagement']));
  });

  it('lists no event of a name that no event ties to it', async () => {
    const alone = await pages.report.ask(
      parseQuery({
        ...base,
        metrics: ['pageviews'],
        dimensions: ['visitor'],
        filters: ['is', 'click.recipient', ['(none)']],
        limit: 2,
      }),
    );
    const name = alone.results
      .flatMap(({ dimensions }) => dimensions)
      .find((one) => one !== '(none)');
    await page.goto(pathOf(name ?? '', 'visitor'));
    expect(await page.locator('.names').count()).toBe(0);
    expect(await listedEvents(page)).toEqual(await idsOf(['is', 'visitor', [name]]));
  });

  it('groups views by visits, with as many of these as the API counts', async () => {
    await page.goto(pathOf(recipient));
    const { results } = await pages.report.ask(
      parseQuery({ ...base, metrics: ['visits'], filters: ['is', 'visitor', visitors] }),
    );
    expect(await page.locator('.visit').count()).toBe(results[0]?.metrics[0]);
    expect(await page.locator('.facts > div:nth-child(3) dd').innerText()).toBe(
      String(results[0]?.metrics[0]),
    );
  });

  it('is one click away from the record of an event', async () => {
    await page.goto(`${pages.report.url}/sites/sample/events?metric=clicks`);
    await page.locator('.event > summary').first().click();
    await page.locator('.record a[href*="/person?filter=is%7Erecipient"]').first().click();
    await page.waitForURL(/\/person\?/);
    expect(await page.locator('.heading .small').innerText()).toBe('Recipient of emails');
  });

  it.each(['light', 'dark'] as const)('has nothing that axe-core finds, in %s', async (scheme) => {
    const own = await pages.browser.context.newPage();
    await own.emulateMedia({ colorScheme: scheme });
    for (const what of ['person', 'forget']) {
      await own.goto(pathOf(recipient, 'recipient', what));
      expect({ what, found: await findViolations(own) }).toEqual({ what, found: [] });
    }
    await own.close();
  });

  it.each([320, 2_560])('keeps its layout with hostile texts, at %i px', async (width) => {
    const user = '<img src=x onerror=alert(1)>\u202e' + 'long'.repeat(200);
    await pages.report.add({
      v: 1,
      id: `hostile-${width}`,
      type: 'pageview',
      time: new Date(pages.report.nowMs).toISOString(),
      site: 'sample',
      user,
      visitor: '../..',
      url: 'https://tidewater.example/',
      actor: 'human',
    });
    const own = await pages.open({
      viewport: { width, height: 800 },
    });
    for (const what of ['person', 'forget']) {
      await own.page.goto(pathOf(encodeURIComponent(user), 'user', what));
      const excess = await own.page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth,
      );
      expect({ what, faults: own.faults, excess }).toEqual({ what, faults: [], excess: 0 });
      expect(await own.page.locator('main').innerText()).toContain('onerror');
    }
  });
});

describe('the page that forgets', () => {
  it('erases the names that are chosen, and shows what was erased', async () => {
    await page.goto(pathOf(recipient));
    await page.getByRole('link', { name: 'Forget this person' }).click();
    await page.waitForURL(/\/forget\?/);
    expect(await page.locator('main').innerText()).toContain('what was delivered already');
    await page.getByRole('checkbox', { name: visitors[0] ?? '' }).uncheck();
    await page.getByRole('checkbox', { name: 'can not be undone' }).check();
    await page.getByRole('button', { name: 'Erase' }).click();
    await page.waitForURL(/\/forgotten\//);
    const rows = page.locator('main tbody td');
    await rows.first().waitFor();
    expect(await rows.allInnerTexts()).toEqual(['38', '38', '37', '0', '2']);
    expect(await page.locator('main .listed').innerText()).toContain('until 2026-12-08');
    const others = visitors
      .slice(1)
      .toSorted()
      .map((value) => ({ by: 'visitor', value }));
    expect(forgotten).toEqual([[{ by: 'recipient', value: recipient }, ...others]]);
    expect(page.url()).not.toContain(recipient);
  });

  it('offers all names of somebody, those beyond the first twenty together', async () => {
    const names = Array.from({ length: 30 }, (_none, n) => `browser-${String(n).padStart(2, '0')}`);
    for (const visitor of names) {
      await pages.report.add({
        v: 1,
        id: `of-${visitor}`,
        type: 'pageview',
        time: new Date(pages.report.nowMs).toISOString(),
        site: 'sample',
        user: 'many-browsers',
        visitor,
        url: 'https://tidewater.example/',
        actor: 'human',
      });
    }
    const before = forgotten.length;
    const boxes = page.locator('input[name=person]');
    const erase = async (): Promise<void> => {
      await page.getByRole('checkbox', { name: 'can not be undone' }).check();
      await page.getByRole('button', { name: 'Erase' }).click();
      await page.waitForURL(/\/forgotten\//);
    };
    await page.goto(pathOf('many-browsers', 'user', 'forget'));
    expect(await boxes.count()).toBe(20);
    await page.getByRole('checkbox', { name: 'browser-03' }).uncheck();
    await erase();
    const user = { by: 'user', value: 'many-browsers' };
    const others = names.filter((name) => name !== 'browser-03');
    expect(forgotten[before]).toEqual([user, ...others.map((value) => ({ by: 'visitor', value }))]);

    await page.goto(pathOf('many-browsers', 'user', 'forget'));
    await page.getByRole('checkbox', { name: 'all 11 further names' }).uncheck();
    await erase();
    expect(forgotten[before + 1]).toHaveLength(20);
  });

  it('erases nobody where nothing is confirmed, or chosen', async () => {
    const before = forgotten.length;
    const post = (body: string) =>
      fetch(pathOf(recipient, 'recipient', 'forget'), {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    const unsure = await post(`person=recipient~${recipient}`);
    expect([unsure.status, await unsure.text()]).toEqual([
      400,
      expect.stringContaining('Tick the last box'),
    ]);
    const unchosen = await post('sure=yes');
    expect([unchosen.status, await unchosen.text()]).toEqual([
      400,
      expect.stringContaining('Choose at least one'),
    ]);
    expect(forgotten).toHaveLength(before);
  });

  it('does not exist for readers who may not see persons or all sites, nor where persons are off', async () => {
    const asked: unknown[] = [];
    const statusesFor = async (reader: object): Promise<readonly number[]> => {
      const own = await startSampleReport({
        events: [],
        reader,
        forget(persons) {
          asked.push(persons);
          return Promise.resolve({ events: 0, deliveries: 0, lines: 0, report: 0, notices: [] });
        },
      });
      onTestFinished(() => own.close());
      const answers = await Promise.all([
        fetch(`${own.url}/sites/sample/person?filter=is~user~anna`),
        fetch(`${own.url}/sites/sample/forget?filter=is~user~anna`),
        fetch(`${own.url}/sites/sample/forget?filter=is~user~anna`, {
          method: 'POST',
          body: 'person=user~anna&sure=yes',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
      ]);
      return answers.map(({ status }) => status);
    };
    const nobody = { seesPersons: false, followsPersons: false };
    expect(await statusesFor({ kind: 'account', ...nobody })).toEqual([403, 403, 403]);
    expect((await statusesFor({ kind: 'shared', ...nobody })).slice(0, 2)).toEqual([403, 403]);
    expect(await statusesFor({ followsPersons: false })).toEqual([404, 404, 404]);
    const some = { kind: 'account', followsPersons: true, sites: ['sample'] };
    expect(await statusesFor(some)).toEqual([404, 403, 403]);
    expect(asked).toEqual([]);
  });
});
