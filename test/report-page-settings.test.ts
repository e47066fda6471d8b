import type { Filter } from '@hitmark/report/query';
import type { Page } from 'playwright';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { findViolations } from './support/find-violations.ts';
import { useSamplePages } from './support/sample-pages.ts';
import { startSampleReport } from './support/sample-report.ts';

const pages = useSamplePages();
let page: Page;

beforeAll(async () => {
  ({ page } = await pages.openForAll({ javaScriptEnabled: false }));
});

const open = (path = '') => page.goto(`${pages.report.url}/sites/sample/settings${path}`);
const save = async (): Promise<void> => {
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForLoadState();
};
const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value);
const choose = (label: string, value: string) =>
  page.getByLabel(label, { exact: true }).selectOption(value);

async function remove(): Promise<void> {
  await page.getByText('Remove …').click();
  await page.getByRole('button', { name: 'Remove for good' }).click();
  await page.waitForLoadState();
}

const named = <Item extends { readonly name: string }>(items: readonly Item[], name: string) =>
  items.filter((item) => item.name === name);

describe('the pages of settings, without script', () => {
  it('make, change and remove a goal', async () => {
    const goals = () => pages.report.settings.goals.list(['sample']);
    await open();
    await page.getByRole('link', { name: 'New goal' }).click();
    await fill('Name', 'Pricing seen');
    await choose('Kind', 'page');
    await page.getByLabel('Which').fill('/pricing');
    await save();
    expect(named(goals(), 'Pricing seen')).toMatchObject([
      { type: 'pageview', filter: ['is', 'page', ['/pricing']] },
    ]);
    await page.getByRole('link', { name: 'Pricing seen' }).click();
    expect(await page.getByLabel('Which').inputValue()).toBe('/pricing');
    await fill('Name', 'Prices seen');
    await choose('Kind', 'event');
    await save();
    expect(named(goals(), 'Prices seen')).toMatchObject([
      { type: 'event', filter: ['is', 'event', ['/pricing']] },
    ]);
    await page.getByRole('link', { name: 'Prices seen' }).click();
    await remove();
    expect([...named(goals(), 'Prices seen'), ...named(goals(), 'Pricing seen')]).toEqual([]);
  });

  it('make, change and remove a funnel', async () => {
    const funnels = () => pages.report.settings.funnels.list(['sample']);
    const [goal] = pages.report.settings.goals.list(['sample']);
    await open('/funnels/new');
    await fill('Name', 'To the basket');
    await choose('Step 1: Kind', 'page');
    await page.getByLabel('Step 1: Which').fill('/');
    await page.getByLabel('Step 1: Name').fill('Home');
    await choose('Step 3: Kind', 'goal');
    await page.getByLabel('Step 3: Which').fill(goal?.name ?? '');
    await fill('Hours for all steps', '48');
    await save();
    const made = { name: 'To the basket', window_hours: 48 };
    const home = { name: 'Home', type: 'pageview', filter: ['is', 'page', ['/']] };
    expect(named(funnels(), 'To the basket')).toMatchObject([
      { ...made, steps: [home, { goal: goal?.name }] },
    ]);
    await page.getByRole('link', { name: 'To the basket' }).click();
    await fill('Hours for all steps', '');
    await save();
    expect(named(funnels(), 'To the basket')).toMatchObject([
      { window_hours: null, steps: [home, { goal: goal?.name }] },
    ]);
    await page.getByRole('link', { name: 'To the basket' }).click();
    await remove();
    expect(named(funnels(), 'To the basket')).toEqual([]);
  });

  it('make, change and remove a segment', async () => {
    const segments = () => pages.report.settings.segments.list(['sample']);
    await open('/segments/new');
    await fill('Name', 'Alps');
    await choose('Condition 1: What', 'country');
    await page.getByLabel('Condition 1: Value').fill('CH\nAT');
    await save();
    expect(named(segments(), 'Alps')).toMatchObject([{ filter: ['is', 'country', ['CH', 'AT']] }]);
    await page.getByRole('link', { name: 'Alps' }).click();
    await choose('Condition 2: What', 'device');
    await choose('Condition 2: How', 'is_not');
    await page.getByLabel('Condition 2: Value').fill('mobile');
    await save();
    expect(named(segments(), 'Alps')).toMatchObject([
      {
        filter: [
          'and',
          [
            ['is', 'country', ['CH', 'AT']],
            ['is_not', 'device', ['mobile']],
          ],
        ],
      },
    ]);
    await page.getByRole('link', { name: 'Alps' }).click();
    await remove();
    expect(named(segments(), 'Alps')).toEqual([]);
  });

  it('make a shared link, tell its address once, and end it', async () => {
    const shared = () => pages.report.settings.sharedLinks.list(['sample']);
    await open();
    await page.getByRole('link', { name: 'New shared link' }).click();
    await page.getByLabel('Name: whom it is for').fill('The board');
    await page.getByLabel('Days that it lasts').fill('no number');
    await page.getByRole('button', { name: 'Make the link' }).click();
    await page.getByText('Write a whole number of days').waitFor();
    expect(shared()).toEqual([]);
    await page.getByLabel('Days that it lasts').fill('3');
    await page.getByRole('button', { name: 'Make the link' }).click();
    await page.locator('#address').waitFor();
    const address = await page.locator('#address').innerText();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/share\/[\w-]{40,}$/);
    const token = address.split('/').at(-1) ?? '';
    const found = pages.report.settings.sharedLinks.find(token, pages.report.nowMs);
    const expiresMs = pages.report.nowMs + 3 * 86_400_000;
    expect(found).toMatchObject({ site: 'sample', name: 'The board', filter: null, expiresMs });
    await open();
    expect(await page.locator('section:has(#settings-links)').innerText()).not.toContain(token);
    await page.getByRole('link', { name: 'The board' }).click();
    await page.getByRole('button', { name: 'End this link' }).click();
    await page.waitForURL(/\/settings$/);
    expect(shared()).toEqual([]);
    expect(pages.report.settings.sharedLinks.find(token, pages.report.nowMs)).toBeNull();
  });

  it('show, and end, no shared link of another site, nor one that follows somebody who may not be', async () => {
    const expiresMs = pages.report.nowMs + 86_400_000;
    const make = (site: string, name: string, filter: Filter | null) =>
      pages.report.settings.sharedLinks.create(
        { site, name, filter, expiresMs },
        pages.report.nowMs,
      ).link;
    const others = [
      make('beta', 'Of beta', null),
      make('sample', 'Of ada', ['is', 'user', ['ada']]),
    ];
    await open();
    const text = await page.locator('section:has(#settings-links)').innerText();
    for (const { id, name } of others) {
      expect(text).not.toContain(name);
      expect((await open(`/links/${id}`))?.status()).toBe(404);
      const post = await fetch(`${pages.report.url}/sites/sample/settings/links/${id}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(post.status).toBe(404);
      expect(pages.report.settings.sharedLinks.get(id).name).toBe(name);
      pages.report.settings.sharedLinks.revoke(id);
    }
  });

  it('name the time zone, and the option that chooses another', async () => {
    await open();
    const text = await page.locator('section:has(#settings-timezone)').innerText();
    expect(text).toContain('Europe/Zurich');
    expect(text).toContain('report.timezone');
  });

  it.each(['en', 'de'])(
    'have the links to the pages of a site in one line of a phone, in %s',
    async (language) => {
      const own = await pages.open({
        viewport: { width: 360, height: 740 },
      });
      await own.page.goto(`${pages.report.url}/sites/sample/settings?language=${language}`);
      const tops = await own.page
        .locator('.top nav a:nth-child(n + 2)')
        .evaluateAll((links) => links.map((link) => Math.round(link.getBoundingClientRect().top)));
      expect(tops).toHaveLength(5);
      expect(new Set(tops).size).toBe(1);
      await own.close();
    },
  );

  it('make a note from a day of the chart, change it, and remove it', async () => {
    const notes = () =>
      pages.report.settings.annotations.list(['sample']).filter(({ day }) => day === '2026-11-07');
    await page.goto(`${pages.report.url}/sites/sample`);
    await page.getByText('As a table').click();
    await page.locator('a[href*="/annotations/new/2026-11-07"]').click();
    expect(await page.getByLabel('Day').inputValue()).toBe('2026-11-07');
    await fill('Text', 'Sale began');
    await save();
    expect(notes()).toMatchObject([{ text: 'Sale began' }]);
    await page.goto(`${pages.report.url}/sites/sample`);
    await page.locator('.notes').getByRole('link', { name: 'Sale began' }).click();
    await fill('Text', 'Sale ended');
    await save();
    expect(notes()).toMatchObject([{ text: 'Sale ended' }]);
    await page.getByRole('link', { name: 'Sale ended' }).click();
    await remove();
    expect(notes()).toEqual([]);
  });

  it('say beside the field what is wrong, in plain words, and keep what was written', async () => {
    const post = (path: string, body: Readonly<Record<string, string>>, language = 'en') =>
      fetch(`${pages.report.url}/sites/sample/settings/${path}?language=${language}`, {
        method: 'POST',
        body: new URLSearchParams(body).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    const before = pages.report.settings.goals.list(['sample']).length;
    const empty = await post('goals/new', { name: ' ', kind: 'page', value: '/kept' });
    const html = await empty.text();
    expect(empty.status).toBe(400);
    expect(html).toMatch(/id="field-name" name="name" aria-invalid="true"/);
    expect(html).toContain('Write a name of at most 120 characters.');
    expect(html).toContain('value="/kept"');
    const german = await post('goals/new', { name: '', kind: 'page', value: '' }, 'de');
    expect(await german.text()).toContain('Bitte einen Namen von höchstens 120 Zeichen');
    const [goal] = pages.report.settings.goals.list(['sample']);
    const taken = await post('goals/new', { name: goal?.name ?? '', kind: 'event', value: 'x' });
    expect(await taken.text()).toContain('The site has one like this already.');
    const short = await post('funnels/new', { name: 'Short', kind0: 'page', value0: '/' });
    expect(await short.text()).toContain('Fill in two to eight steps.');
    const missing = await post('funnels/new', {
      name: 'Missing',
      kind0: 'page',
      value0: '/',
      kind1: 'goal',
      value1: 'no such goal',
    });
    expect(await missing.text()).toContain('Choose a goal that there is');
    const regex = { dimension0: 'page', operator0: 'matches', values0: '(' };
    const expression = await post('segments/new', { name: 'Bad', ...regex });
    expect(await expression.text()).toContain('It is one of RE2.');
    const day = await post('annotations/new', { day: '2026-02-30', text: 'x' });
    expect(await day.text()).toContain('Choose a day.');
    expect(pages.report.settings.goals.list(['sample'])).toHaveLength(before);
    expect(named(pages.report.settings.segments.list(['sample']), 'Bad')).toEqual([]);
  });

  it('say that a funnel needs a goal that is to be removed', async () => {
    const used = pages.report.settings.funnels
      .list(['sample'])
      .flatMap(({ steps }) => steps)
      .flatMap((step) => ('goal' in step ? [step.goal] : []));
    const goal = pages.report.settings.goals
      .list(['sample'])
      .find(({ name }) => used.includes(name));
    await open(`/goals/${goal?.id}`);
    await remove();
    expect(await page.getByRole('alert').innerText()).toContain('A funnel needs this goal.');
    expect(pages.report.settings.goals.get(goal?.id ?? 0).name).toBe(goal?.name);
  });

  it('leave a filter that says more than the form as it was', async () => {
    const filter = [
      'or',
      [
        ['is', 'country', ['CH']],
        ['not', ['is', 'page', ['/']]],
      ],
    ] as const;
    const { id } = pages.report.settings.segments.create({
      site: 'sample',
      name: 'Written',
      filter,
    });
    await open(`/segments/${id}`);
    await fill('Name', 'Renamed');
    await save();
    expect(pages.report.settings.segments.get(id)).toMatchObject({ name: 'Renamed', filter });
    pages.report.settings.segments.delete(id);
  });

  it('reach no item of another site', async () => {
    const { id } = pages.report.settings.annotations.create({
      site: 'b',
      day: '2026-11-01',
      text: 'b',
    });
    expect(
      (await fetch(`${pages.report.url}/sites/sample/settings/annotations/${id}`)).status,
    ).toBe(404);
    const response = await fetch(`${pages.report.url}/sites/sample/settings/annotations/${id}`, {
      method: 'POST',
      body: 'remove=yes',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(response.status).toBe(404);
    expect(pages.report.settings.annotations.get(id).text).toBe('b');
  });

  it('are not for a shared link, nor for an account of other sites', async () => {
    for (const reader of [
      { kind: 'shared', sites: ['sample'], seesPersons: false },
      { kind: 'account', sites: ['other'] },
    ] as const) {
      const own = await startSampleReport({ events: [], reader });
      onTestFinished(() => own.close());
      const get = await fetch(`${own.url}/sites/sample/settings`);
      expect({ kind: reader.kind, status: get.status }).toEqual({ kind: reader.kind, status: 403 });
      const post = await fetch(`${own.url}/sites/sample/settings/goals/new`, {
        method: 'POST',
        body: 'name=Goal&kind=page&value=/',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(post.ok).toBe(false);
      expect(own.settings.goals.list(null)).toEqual([]);
    }
  });

  it.each(['light', 'dark'] as const)('have nothing that axe-core finds, in %s', async (scheme) => {
    const own = await pages.browser.context.newPage();
    await own.emulateMedia({ colorScheme: scheme });
    for (const path of [
      '',
      ...['goals', 'funnels', 'segments', 'annotations', 'links'].map((kind) => `/${kind}/new`),
    ]) {
      await own.goto(`${pages.report.url}/sites/sample/settings${path}`);
      expect({ path, found: await findViolations(own) }).toEqual({ path, found: [] });
    }
  });

  it('are as wide as the screen at 320 px, whatever names others have chosen', async () => {
    const name = '<img src=x onerror=alert(1)>\u202e' + 'long'.repeat(20);
    const filter = ['is', 'page', ['/' + 'x'.repeat(500)]] as const;
    const { id } = pages.report.settings.goals.create({ site: 'sample', name, type: null, filter });
    const own = await pages.open({
      viewport: { width: 320, height: 700 },
    });
    for (const path of ['', `/goals/${id}`, '/funnels/new', '/segments/new']) {
      await own.page.goto(`${pages.report.url}/sites/sample/settings${path}`);
      const excess = await own.page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth,
      );
      expect({ path, faults: own.faults, excess }).toEqual({ path, faults: [], excess: 0 });
    }
    pages.report.settings.goals.delete(id);
  });
});
