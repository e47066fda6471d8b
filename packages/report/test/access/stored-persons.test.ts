import { describe, expect, it, onTestFinished } from 'vitest';
import { askReport, errorOf, postQuery, withToken } from '../support/ask-report.ts';
import { browseReport, type Browser } from '../support/browse-report.ts';
import { cheapHash } from '../support/cheap-hash.ts';
import { sampleView } from '../support/sample-view.ts';
import {
  makeFolder,
  removeFolder,
  shareReport,
  startScratchReport,
} from '../support/scratch-report.ts';

const events = [
  sampleView(1, 0, { user: 'ada', url: 'https://a.example/hers' }),
  sampleView(2, 1, { visitor: 'v-2', url: 'https://a.example/' }),
];
const ada = ['is', 'user', ['ada']];
const home = ['is', 'page', ['/']];
const step = (name: string, filter: unknown) => ({ name, filter });
const items = {
  segments: (filter: unknown) => ({ name: 'S', site: 'acme', filter }),
  goals: (filter: unknown) => ({ name: 'G', site: 'acme', filter }),
  funnels: (filter: unknown) => ({
    name: 'F',
    site: 'acme',
    steps: [step('Home', home), step('Second', filter)],
  }),
};
type KindName = keyof typeof items;
const kinds: readonly KindName[] = ['segments', 'goals', 'funnels'];
const base = { site: 'acme', date_range: 'all', metrics: ['pageviews'] };

async function send(url: string, path: string, method: string, body?: unknown) {
  const headers = { ...withToken, 'content-type': 'application/json' };
  const ask = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  return askReport(`${url}/api/${path}`, ask, headers);
}

const accountOf = (persons: boolean) => ({
  name: 'bert',
  hash: cheapHash('correct horse'),
  sites: null,
  persons,
});

async function logIn(url: string): Promise<Browser> {
  const browser = browseReport(url);
  await browser.post('/login', { name: 'bert', password: 'correct horse' });
  return browser;
}

describe('filters that are kept', () => {
  const withoutPersons = shareReport(events, { persons: false });

  it.each(kinds)('are refused in %s as in a query, where persons are off', async (kind) => {
    const { url } = withoutPersons;
    const refused = await send(url, kind, 'POST', items[kind](['not', ada]));
    expect(errorOf(refused)).toMatchObject({ status: 403, code: 'persons-off' });
    expect((await send(url, kind, 'POST', items[kind](home))).status).toBe(201);
  });

  it('answer nothing of persons that were kept while these were on, and are not shown', async () => {
    const folder = makeFolder();
    onTestFinished(() => removeFolder(folder));
    const on = await startScratchReport(events, { persons: true, folder });
    const ids = new Map<KindName, number>();
    for (const kind of kinds) {
      const { text } = await send(on.url, kind, 'POST', items[kind](ada));
      ids.set(kind, (JSON.parse(text) as { readonly id: number }).id);
    }
    const filters = ['is', 'segment', ['S']];
    const goal = { ...base, metrics: ['conversions'] };
    const funnel = `funnels/${ids.get('funnels')}/query`;
    const allowed = await postQuery(on.url, { ...base, filters });
    expect(JSON.parse(allowed.text)).toMatchObject({ results: [{ metrics: [1] }] });
    expect((await send(on.url, funnel, 'POST', { date_range: 'all' })).status).toBe(200);
    await on.close();

    const { url } = await startScratchReport(events, { persons: false, folder });
    const off = { status: 403, code: 'persons-off' };
    expect(errorOf(await postQuery(url, { ...base, filters }))).toMatchObject({
      ...off,
      problems: [{ path: 'filters[1]' }],
    });
    const listing = encodeURIComponent(
      JSON.stringify({ site: 'acme', date_range: 'all', filters }),
    );
    expect(errorOf(await askReport(`${url}/api/events?query=${listing}`))).toMatchObject(off);
    expect(errorOf(await send(url, funnel, 'POST', { date_range: 'all' }))).toMatchObject(off);
    expect(JSON.parse((await postQuery(url, goal)).text)).toMatchObject({
      results: [{ metrics: [0] }],
    });
    for (const kind of kinds) {
      const listed = await send(url, `${kind}?site=acme`, 'GET');
      expect(JSON.parse(listed.text)).toEqual({ [kind]: [] });
      const changed = await send(url, `${kind}/${ids.get(kind)}`, 'PUT', items[kind](home));
      expect(errorOf(changed)).toMatchObject(off);
      const path = `/sites/acme/settings/${kind}/${ids.get(kind)}`;
      const page = await askReport(`${url}${path}`, {}, { ...withToken, accept: 'text/html' });
      expect(page.status).toBe(403);
      expect(page.text).not.toContain('ada');
    }
    const lists = await askReport(`${url}/sites/acme/settings`);
    expect(lists.status).toBe(200);
    expect(lists.text).not.toContain('ada');
  });

  it('answer nothing through a shared link that was made while they were on', async () => {
    const folder = makeFolder();
    onTestFinished(() => removeFolder(folder));
    const on = await startScratchReport(events, { persons: true, folder });
    const share = async (filters: unknown): Promise<string> => {
      const { text } = await send(on.url, 'shared-links', 'POST', { site: 'acme', filters });
      return new URL((JSON.parse(text) as { readonly url: string }).url).pathname;
    };
    const [hers, everybody] = [await share(ada), await share(home)];
    const before = browseReport(on.url);
    await before.get(hers);
    expect(JSON.parse((await before.query(base)).text)).toMatchObject({
      results: [{ metrics: [1] }],
    });
    await on.close();

    const { url } = await startScratchReport(events, { persons: false, folder });
    const after = browseReport(url);
    after.cookies.set('hm_share', before.cookies.get('hm_share') ?? '');
    expect((await after.query(base)).status).toBe(401);
    expect((await after.get(hers)).status).toBe(404);
    const { text } = await send(url, 'shared-links', 'GET');
    expect(JSON.parse(text)).toMatchObject({ shared_links: [{ filters: home }] });
    expect(text).not.toContain('ada');
    const other = browseReport(url);
    expect((await other.get(everybody)).status).toBe(200);
    expect((await other.query(base)).status).toBe(200);
  });

  it('count nothing as a goal that a funnel is asked with, once persons are off', async () => {
    const folder = makeFolder();
    onTestFinished(() => removeFolder(folder));
    const on = await startScratchReport(events, { persons: true, folder });
    await send(on.url, 'goals', 'POST', items.goals(ada));
    const steps = [step('Any', ['is_not', 'page', ['/nowhere']]), step('Two', home)];
    const funnel = { name: 'V', site: 'acme', steps };
    const { text } = await send(on.url, 'funnels', 'POST', funnel);
    const path = `funnels/${(JSON.parse(text) as { readonly id: number }).id}/query`;
    const asked = { date_range: 'all', filters: ['is', 'goal', ['G']] };
    const visitors = async (url: string): Promise<unknown> =>
      (JSON.parse((await send(url, path, 'POST', asked)).text) as { readonly results: unknown })
        .results;
    expect(await visitors(on.url)).toMatchObject([{ visitors: 1 }, {}]);
    await on.close();

    const { url } = await startScratchReport(events, { persons: false, folder });
    expect(await visitors(url)).toMatchObject([{ visitors: 0 }, {}]);
  });

  it('may be kept in the page by an account without persons, if they name none', async () => {
    const accounts = [accountOf(false)];
    const { url } = await startScratchReport(events, { persons: true, accounts });
    const browser = await logIn(url);
    const keep = (name: string, operator0: string, dimension0: string, values0: string) =>
      browser.post('/sites/acme/settings/segments/new', { name, operator0, dimension0, values0 });
    expect((await keep('Home', 'is', 'page', '/')).status).toBe(303);
    expect((await keep('Broken', 'matches', 'page', '(')).status).toBe(400);
    expect((await keep('Ada', 'is', 'user', 'ada')).status).toBe(403);
    const { text } = await send(url, 'segments?site=acme', 'GET');
    expect(JSON.parse(text)).toMatchObject({ segments: [{ name: 'Home' }] });
  });
});

describe('the outline of an email', () => {
  it.each([
    [false, [403, 403, 403]],
    [true, [200, 200, 204]],
  ])('is for accounts that see persons: %s', async (persons, expected) => {
    const accounts = [accountOf(persons)];
    const { url } = await startScratchReport(events, { persons: true, accounts });
    const { cookies } = await logIn(url);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const address = `${url}/api/messages/spring/html?site=acme`;
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'text/html', cookie };
    const statuses: number[] = [];
    for (const method of ['PUT', 'GET', 'DELETE']) {
      const ask = method === 'PUT' ? { method, body: '<p>Hello</p>' } : { method };
      statuses.push((await askReport(address, ask, headers)).status);
    }
    expect(statuses).toEqual(expected);
  });
});
