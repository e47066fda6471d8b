import { describe, expect, it } from 'vitest';
import {
  askReport,
  errorOf,
  postQuery,
  withToken,
  type PortAnswer,
} from '../support/ask-report.ts';
import { browseReport } from '../support/browse-report.ts';
import { sampleView } from '../support/sample-view.ts';
import { shareReport } from '../support/scratch-report.ts';

const events = [
  sampleView(1, 0, { url: 'https://a.example/' }),
  sampleView(2, 1, { url: 'https://a.example/pricing', client: { country: 'CH' } }),
  sampleView(3, 2, { type: 'event', name: 'signup' }),
  sampleView(4, 3, { visitor: 'another', url: 'https://a.example/' }),
];
const signup = { name: 'Signup', site: 'acme', event: 'signup' };
const funnel = {
  name: 'Sales',
  site: 'acme',
  steps: [{ name: 'Home', page: '/' }, { name: 'Pricing', page: '/pricing' }, { goal: 'Signup' }],
};
const swiss = { name: 'Swiss', site: 'acme', filter: ['is', 'country', ['CH']] };

function send(url: string, method: string, body?: unknown): Promise<PortAnswer> {
  const headers = {
    ...withToken,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  return askReport(
    url,
    { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) },
    headers,
  );
}

async function make(url: string, kind: string, item: unknown): Promise<{ readonly id: number }> {
  const answer = await send(`${url}/api/${kind}`, 'POST', item);
  expect(answer.status).toBe(201);
  return JSON.parse(answer.text) as { readonly id: number };
}

describe('the routes of settings', () => {
  const report = shareReport(events);

  it('make, list, change and delete goals, which queries count at once', async () => {
    const { url } = report;
    const { id } = await make(url, 'goals', signup);
    const query = { site: 'acme', date_range: 'all', metrics: ['conversions', 'conversion_rate'] };
    expect(JSON.parse((await postQuery(url, query)).text).results[0].metrics).toEqual([1, 0.5]);
    const changed = { name: 'Pricing', site: 'acme', page: '/pricing' };
    expect((await send(`${url}/api/goals/${id}`, 'PUT', changed)).status).toBe(200);
    const listed = JSON.parse((await askReport(`${url}/api/goals?site=acme`)).text);
    expect(listed).toEqual({
      goals: [
        {
          id,
          name: 'Pricing',
          site: 'acme',
          type: 'pageview',
          filter: ['is', 'page', ['/pricing']],
        },
      ],
    });
    expect(JSON.parse((await askReport(`${url}/api/goals?site=beta`)).text)).toEqual({ goals: [] });
    expect((await send(`${url}/api/goals/${id}`, 'DELETE')).status).toBe(204);
    expect(errorOf(await send(`${url}/api/goals/${id}`, 'DELETE'))).toMatchObject({
      status: 404,
      code: 'setting-missing',
    });
    const none = JSON.parse((await postQuery(url, query)).text);
    expect(none.results[0].metrics).toEqual([0, 0]);
  });

  it('answer funnels, as JSON and as CSV', async () => {
    const { url } = report;
    const goal = await make(url, 'goals', signup);
    const { id } = await make(url, 'funnels', funnel);
    const asked = await send(`${url}/api/funnels/${id}/query`, 'POST', { date_range: 'all' });
    const { funnel: name, results } = JSON.parse(asked.text);
    expect({ name, visitors: results.map((row: { visitors: number }) => row.visitors) }).toEqual({
      name: 'Sales',
      visitors: [2, 1, 1],
    });
    const csv = await send(`${url}/api/funnels/${id}/query?format=csv`, 'POST', {
      date_range: 'all',
    });
    expect(csv.text.split('\r\n')[0]).toBe('"step","visitors","drop_off","drop_off_rate","rate"');
    const wrong = await send(`${url}/api/funnels/${id}/query`, 'POST', { metrics: ['visits'] });
    expect(errorOf(wrong)).toMatchObject({ status: 400, code: 'invalid-query' });
    expect(errorOf(await send(`${url}/api/goals/${goal.id}`, 'DELETE'))).toMatchObject({
      status: 409,
      code: 'setting-in-use',
    });
    for (const path of [`funnels/${id}`, `goals/${goal.id}`])
      await send(`${url}/api/${path}`, 'DELETE');
  });

  it('keep segments, which filters name, and annotations', async () => {
    const { url } = report;
    await make(url, 'segments', swiss);
    const query = { site: 'acme', date_range: 'all', metrics: ['pageviews'] };
    const filters = ['is', 'segment', ['Swiss']];
    const answer = JSON.parse((await postQuery(url, { ...query, filters })).text);
    expect({ results: answer.results, filters: answer.query.filters }).toEqual({
      results: [{ dimensions: [], metrics: [1] }],
      filters,
    });
    const unknown = await postQuery(url, { ...query, filters: ['is', 'segment', ['German']] });
    expect(errorOf(unknown)).toMatchObject({
      status: 400,
      problems: [{ path: 'filters[2][0]', expected: 'one of Swiss' }],
    });
    await make(url, 'annotations', { site: 'acme', day: '2026-11-01', text: 'new prices' });
    const { annotations } = JSON.parse((await askReport(`${url}/api/annotations`)).text);
    expect(annotations).toMatchObject([{ text: 'new prices' }]);
  });

  it.each([
    ['goals', { ...signup, event: '' }, 'event'],
    ['goals', { name: 'x', site: 'acme', filter: ['matches', 'page', ['(']] }, 'filter[2][0]'],
    ['segments', { ...swiss, filter: ['is', 'time:day', ['2026-11-01']] }, 'filter'],
    ['funnels', { ...funnel, steps: [{ goal: 'None' }, { goal: 'Signup' }] }, 'steps[0].goal'],
    ['annotations', { site: 'acme', day: 'today', text: 'x' }, 'day'],
  ])('tell what is wrong with %s', async (kind, item, path) => {
    const answer = await send(`${report.url}/api/${kind}`, 'POST', item);
    const error = errorOf(answer) as { readonly problems: readonly unknown[] };
    expect(error).toMatchObject({ status: 400, code: 'settings-invalid' });
    expect(error.problems[0]).toMatchObject({ path });
  });

  it('take nothing from a shared link, and tell it nothing', async () => {
    const { url } = report;
    const { id } = await make(url, 'funnels', {
      ...funnel,
      name: 'Seen',
      steps: funnel.steps.slice(0, 2),
    });
    const link = await send(`${url}/api/shared-links`, 'POST', { site: 'acme' });
    const browser = browseReport(url);
    const { url: address } = JSON.parse(link.text) as { readonly url: string };
    await browser.get(address.replace(url, ''));
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    for (const kind of ['goals', 'funnels', 'segments', 'annotations']) {
      for (const method of ['GET', 'POST']) {
        const body = method === 'POST' ? { body: '{}' } : {};
        const answer = await askReport(`${url}/api/${kind}`, { method, ...body }, headers);
        expect(errorOf(answer)).toMatchObject({ status: 403, code: 'login-needed' });
      }
      const gone = await askReport(`${url}/api/${kind}/${id}`, { method: 'DELETE' }, headers);
      expect(errorOf(gone)).toMatchObject({ status: 403, code: 'login-needed' });
    }
  });
});
