import { describe, expect, it } from 'vitest';
import { askReport, errorOf, withToken, type PortAnswer } from '../support/ask-report.ts';
import { browseReport, type Browser } from '../support/browse-report.ts';
import { sampleView } from '../support/sample-view.ts';
import { shareReport } from '../support/scratch-report.ts';

const events = [
  sampleView(1, 0, { url: 'https://a.example/', recipient: 'r-1', client: { country: 'CH' } }),
  sampleView(2, 1, { url: 'https://a.example/secret', client: { country: 'DE' } }),
  sampleView(3, 2, { site: 'beta', url: 'https://b.example/' }),
];
const query = { date_range: 'all', metrics: ['pageviews'] };

function share(url: string, link: object, headers = withToken): Promise<PortAnswer> {
  return askReport(
    `${url}/api/shared-links`,
    { method: 'POST', body: JSON.stringify(link) },
    { 'content-type': 'application/json', ...headers },
  );
}

/** A browser that has opened a new shared link. */
async function openLink(
  url: string,
  link: object,
): Promise<{ readonly browser: Browser; readonly id: number; readonly path: string }> {
  const answer = await share(url, link);
  expect(answer.status).toBe(201);
  const made = JSON.parse(answer.text) as { readonly id: number; readonly url: string };
  const browser = browseReport(url);
  const path = made.url.replace(url, '');
  const page = await browser.get(path, {
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
  });
  expect(page.status).toBe(200);
  return { browser, id: made.id, path };
}

describe('a shared link', () => {
  const report = shareReport(events);
  it('shows the numbers of its site, and leads to its page', async () => {
    const { url } = report;
    const { browser, path } = await openLink(url, { site: 'acme', name: 'for the board' });
    expect([...browser.cookies.keys()]).toEqual(['hm_share']);
    expect((await browser.get(path)).text).toContain('content="0; url=/sites/acme"');
    const { results, query: asked } = JSON.parse((await browser.query(query)).text);
    expect({ results, site: asked.site }).toEqual({
      results: [{ dimensions: [], metrics: [2] }],
      site: ['acme'],
    });
    const sites = JSON.parse((await browser.get('/api/sites')).text);
    expect(sites.sites.map(({ site }: { site: string }) => site)).toEqual(['acme']);
  });

  it.each(['events', 'goals', 'segments', 'funnels', 'annotations', 'shared-links'])(
    'does not reach /api/%s, in whatever letters the path is written',
    async (name) => {
      const { url } = report;
      const { browser } = await openLink(url, { site: 'acme' });
      for (const path of [`/api/${name}`, `/API/${name}`, `/Api/${name.toUpperCase()}/`]) {
        expect(errorOf(await browser.get(path, { accept: 'application/json' }))).toMatchObject({
          status: 403,
          code: 'login-needed',
        });
      }
    },
  );

  it.each([{ site: 'beta' }, { site: ['acme', 'beta'] }, { site: '(none)' }])(
    'shows no other site: %o',
    async (part) => {
      const { url } = report;
      const { browser } = await openLink(url, { site: 'acme' });
      expect(errorOf(await browser.query({ ...query, ...part }))).toMatchObject({
        status: 403,
        code: 'site-forbidden',
      });
    },
  );

  it('shows nothing outside of its filter, and not the filter itself', async () => {
    const { url } = report;
    const filters = ['is', 'country', ['CH']];
    const { browser } = await openLink(url, { site: 'acme', filters });
    const numbers = async (part: object): Promise<unknown> =>
      JSON.parse((await browser.query({ ...query, ...part })).text).results;
    expect(await numbers({})).toEqual([{ dimensions: [], metrics: [1] }]);
    expect(await numbers({ filters: ['is', 'country', ['DE']] })).toEqual([
      { dimensions: [], metrics: [0] },
    ]);
    const either = [
      'or',
      [
        ['is', 'country', ['DE']],
        ['is_not', 'country', ['DE']],
      ],
    ];
    expect(await numbers({ filters: either })).toEqual([{ dimensions: [], metrics: [1] }]);
    expect(await numbers({ dimensions: ['page'] })).toEqual([{ dimensions: ['/'], metrics: [1] }]);
    expect((await browser.query(query)).text).not.toContain('country');
  });

  it('tells problems of a query where they stand in it', async () => {
    const { url } = report;
    const filters = ['is', 'country', ['CH']];
    const { browser } = await openLink(url, { site: 'acme', filters });
    const wrong = [
      'or',
      [
        ['is', 'page', ['/']],
        ['matches', 'page', ['(?=a)']],
      ],
    ];
    expect(errorOf(await browser.query({ ...query, filters: wrong }))).toMatchObject({
      status: 400,
      problems: [{ path: 'filters[1][1][2][0]' }],
    });
  });

  it.each([
    ['recipients', { dimensions: ['recipient'] }],
    ['data that may name one', { dimensions: ['data.email'] }],
    ['a filter by recipient', { filters: ['is', 'recipient', ['r-1']] }],
    [
      'one that is hidden in others',
      { filters: ['not', ['or', [['contains', 'recipient', ['r']]]]] },
    ],
    ['a filter by data', { filters: ['matches', 'data.email', ['.']] }],
    ['a segment, which may be about some', { filters: ['is', 'segment', ['anna']] }],
  ])('shows nothing of persons: not %s', async (_, part) => {
    const { url } = report;
    const { browser } = await openLink(url, { site: 'acme' });
    const answer = await browser.query({ ...query, ...part });
    expect(errorOf(answer)).toMatchObject({ status: 403, code: 'persons-forbidden' });
    expect((await browser.query({ ...query, dimensions: ['page'] })).status).toBe(200);
  });

  it('shows no events, which name whom they are of', async () => {
    const { url } = report;
    const { browser } = await openLink(url, { site: 'acme' });
    const parameters = new URLSearchParams({ query: JSON.stringify({ date_range: 'all' }) });
    const answer = await browser.get(`/api/events?${parameters.toString()}`);
    expect(errorOf(answer)).toMatchObject({ status: 403, code: 'login-needed' });
    const csv = await browser.get(`/api/events?${parameters.toString()}&format=csv`);
    expect(csv.status).toBe(403);
  });

  it('makes, lists and revokes no links', async () => {
    const { url } = report;
    const { browser, id } = await openLink(url, { site: 'acme' });
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join();
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    expect((await share(url, { site: 'acme' }, { ...headers, authorization: '' })).status).toBe(
      403,
    );
    expect((await browser.get('/api/shared-links')).status).toBe(403);
    const answer = await askReport(`${url}/api/shared-links/${id}`, { method: 'DELETE' }, headers);
    expect(errorOf(answer)).toMatchObject({ status: 403, code: 'login-needed' });
    expect((await browser.query(query)).status).toBe(200);
  });

  it('ends at once when it is revoked, for those who have opened it too', async () => {
    const { url } = report;
    const { browser, id, path } = await openLink(url, { site: 'acme' });
    const other = await openLink(url, { site: 'acme' });
    const remove = (which: string | number): Promise<PortAnswer> =>
      askReport(`${url}/api/shared-links/${which}`, { method: 'DELETE' });
    expect((await remove(id)).status).toBe(204);
    expect((await browser.query(query)).status).toBe(401);
    expect((await browseReport(url).get(path)).status).toBe(404);
    expect((await other.browser.query(query)).status).toBe(200);
    expect((await remove(id)).status).toBe(404);
    expect((await remove('x')).status).toBe(404);
  });

  it('is told once, and listed without its token', async () => {
    const { url } = report;
    const { path } = await openLink(url, { site: 'acme', name: 'board', expires_in_days: 3 });
    const { text } = await askReport(`${url}/api/shared-links`);
    const [link] = JSON.parse(text).shared_links;
    expect(link).toMatchObject({ site: 'acme', name: 'board', filters: null });
    expect(Date.parse(link.expires) - Date.parse(link.created)).toBe(3 * 24 * 60 * 60_000);
    expect(text).not.toContain(path.split('/').at(-1));
  });

  it.each([
    [{}, ['site']],
    [{ site: 'acme', expires_in_days: 0 }, ['expires_in_days']],
    [{ site: 'acme', filters: ['is', 'color', ['red']] }, ['filters[1]']],
    [{ site: 'acme', filters: ['is', 'time:day', ['2026-11-01']] }, ['filters']],
    [{ site: 'acme', filters: ['not', ['matches', 'page', ['(?=a)']]] }, ['filters[1][2][0]']],
    [{ site: 'acme', forever: true }, ['forever']],
  ])('in another form is refused: %o', async (link, paths) => {
    const { url } = report;
    const { text, status } = await share(url, link);
    expect(status).toBe(400);
    const { problems } = JSON.parse(text).error;
    expect(problems.map(({ path }: { path: string }) => path)).toEqual(paths);
  });

  it.each(['', 'forged', 'a'.repeat(43)])(
    'that was never made shows nothing: %o',
    async (value) => {
      const { url } = report;
      const browser = browseReport(url);
      expect((await browser.get(`/share/${value}`)).status).toBe(value === '' ? 303 : 404);
      browser.cookies.set('hm_share', value);
      expect((await browser.query(query)).status).toBe(401);
    },
  );
});
