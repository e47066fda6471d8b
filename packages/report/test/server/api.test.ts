import { describe, expect, it } from 'vitest';
import { askReport, errorOf, postQuery } from '../support/ask-report.ts';
import { sampleView } from '../support/sample-view.ts';
import { shareReport, startScratchReport, token } from '../support/scratch-report.ts';

const query = { date_range: 'all', metrics: ['pageviews'] };
const authorization = `Bearer ${token}`;

const events = [
  sampleView(1, 0, { url: 'https://a.example/', title: '=1+1' }),
  sampleView(2, 1, { url: 'https://a.example/', title: '\t@SUM(A1)' }),
  sampleView(3, 2, { site: 'beta', title: 'a "quoted", title' }),
];

describe('the query API', () => {
  const report = shareReport(events);

  it('answers a query, and says how many events of the journal it does not count yet', async () => {
    const { url } = await startScratchReport(events, {
      collector: { lastSequence: () => 5, quality: () => Promise.resolve(null) },
    });
    const answer = await postQuery(url, { ...query, site: 'acme' });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({
      results: [{ dimensions: [], metrics: [2] }],
      meta: { as_of_sequence: 3, lag_events: 2, total_rows: 1, excluded: { machine: 0 } },
      query: { site: ['acme'], timezone: 'UTC' },
    });
    const linked = await askReport(
      `${url}/api/query?${new URLSearchParams({ query: JSON.stringify(query) })}`,
    );
    expect(JSON.parse(linked.text)).toMatchObject({ results: [{ metrics: [3] }] });
  });

  it('lists the events behind a number, page after page', async () => {
    const { url } = report;
    const parameters = new URLSearchParams({
      query: JSON.stringify({ date_range: 'all', limit: 2 }),
    });
    const first = await askReport(`${url}/api/events?${parameters}`);
    expect(JSON.parse(first.text)).toMatchObject({ events: [{ sequence: 3 }, { sequence: 2 }] });
    const [, next = ''] = /^<(.*)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? [];
    const second = await askReport(url + next);
    expect(JSON.parse(second.text)).toMatchObject({
      events: [{ sequence: 1, event: { type: 'pageview', title: '=1+1' } }],
      cursor: null,
      meta: { as_of_sequence: 3, lag_events: 0 },
    });
    expect(second.headers.get('link')).toBeNull();
  });

  it('lists the sites that have events', async () => {
    const { url } = report;
    const { text } = await askReport(`${url}/api/sites`);
    expect(JSON.parse(text)).toMatchObject({
      sites: [
        { site: 'acme', pageviews: 2, sent: 0 },
        { site: 'beta', pageviews: 1 },
      ],
      meta: { as_of_sequence: 3 },
    });
  });

  it('answers everything as CSV too, in which no cell is a formula', async () => {
    const { url } = report;
    const csv = { authorization, accept: 'text/csv' };
    const compared = { ...query, date_range: ['2026-11-01', '2026-11-02'], dimensions: ['title'] };
    const answer = await postQuery(url, { ...compared, compare: 'previous_period' }, csv);
    expect(answer.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="hitmark.csv"');
    expect(answer.text.split('\r\n').toSorted()).toEqual(
      [
        '',
        '"title","pageviews","previous_pageviews"',
        '"\'=1+1","1","0"',
        '"\\u0009@SUM(A1)","1","0"',
        '"a ""quoted"", title","1","0"',
      ].toSorted(),
    );
    const list = new URLSearchParams({
      query: JSON.stringify({ date_range: 'all' }),
      format: 'csv',
    });
    const listed = await askReport(`${url}/api/events?${list}`);
    expect(listed.text.split('\r\n')).toHaveLength(5);
    expect(listed.text).toContain(`"'=1+1"`);
    expect(listed.text).not.toMatch(/(^|,)"?[=+@]/m);
    const sites = await askReport(`${url}/api/sites`, {}, csv);
    expect(sites.text).toContain('"acme","2","0"');
  });
});

describe('what the query API refuses', () => {
  const report = shareReport(events);

  it.each([
    ['no token', {}, { code: 'not-logged-in' }],
    ['another token', { authorization: 'Bearer another' }, { code: 'wrong-token' }],
    ['an empty token', { authorization: 'Bearer ' }, { code: 'wrong-token' }],
  ])('%s: 401', async (_, headers, error) => {
    const { url } = report;
    const answer = await postQuery(url, query, headers);
    expect(errorOf(answer)).toMatchObject({ status: 401, ...error });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect((await askReport(`${url}/api/events`, {}, headers)).status).toBe(401);
    expect((await askReport(`${url}/api/sites`, {}, headers)).status).toBe(401);
  });

  it('unknown names and impossible pairs: 400, with the path and what is accepted', async () => {
    const { url } = report;
    const wrong = {
      date_range: '30 days',
      metrics: ['visitors', 'bounces'],
      dimensions: ['color'],
      filters: [
        'and',
        [
          ['is', 'page', ['/']],
          ['like', 'page', ['/']],
        ],
      ],
      sites: 'acme',
    };
    const { text } = await postQuery(url, wrong);
    const { error } = JSON.parse(text);
    expect(error.code).toBe('invalid-query');
    expect(error.problems.map(({ path }: { path: string }) => path).toSorted()).toEqual([
      'date_range',
      'dimensions[0]',
      'filters[1][1]',
      'metrics[1]',
      'sites',
    ]);
    expect(error.problems.find(({ path }: { path: string }) => path === 'metrics[1]')).toEqual({
      path: 'metrics[1]',
      expected: expect.stringMatching(/^one of visitors, visits, pageviews/),
    });
    expect(
      errorOf(await postQuery(url, { ...query, dimensions: ['time:day', 'time:hour'] })),
    ).toMatchObject({ status: 400, problems: [{ path: 'dimensions' }] });
    const pattern = { ...query, filters: ['matches', 'page', ['(?=a)']] };
    expect(errorOf(await postQuery(url, pattern))).toMatchObject({
      status: 400,
      problems: [{ path: 'filters[2][0]', expected: expect.stringContaining('RE2') }],
    });
  });

  it('a body that is not JSON, has another content type, is too large or too deep', async () => {
    const { url } = report;
    expect(errorOf(await postQuery(url, '{"metrics": '))).toMatchObject({
      status: 400,
      code: 'invalid-json',
    });
    expect(
      errorOf(await postQuery(url, query, { authorization, 'content-type': 'text/plain' })),
    ).toMatchObject({ status: 415, code: 'wrong-content-type' });
    const long = JSON.stringify({ ...query, filters: ['is', 'page', ['x'.repeat(65_536)]] });
    expect(errorOf(await postQuery(url, long))).toMatchObject({
      status: 413,
      code: 'body-too-large',
    });
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    expect(errorOf(await postQuery(url, deep))).toMatchObject({
      status: 400,
      code: 'invalid-query',
    });
    expect(errorOf(await postQuery(url, `{"__proto__": {"site": "acme"}}`))).toMatchObject({
      status: 400,
    });
    expect(errorOf(await askReport(`${url}/api/events?query=x`))).toMatchObject({ status: 400 });
  });

  it('an unknown path: 404; a wrong method: 405', async () => {
    const { url } = report;
    expect(errorOf(await askReport(`${url}/api/nothing`))).toMatchObject({
      status: 404,
      code: 'not-found',
    });
    const answer = await askReport(`${url}/api/events`, { method: 'DELETE' });
    expect(errorOf(answer)).toMatchObject({ status: 405, code: 'wrong-method' });
    expect(answer.headers.get('allow')).toBe('HEAD, GET');
  });

  it('a query that takes longer than it may: 504, with the way out', async () => {
    const { url } = await startScratchReport(events, { timeoutMs: 1 });
    const all = { ...query, metrics: ['visitors', 'visits'], dimensions: ['page', 'title'] };
    const answers = await Promise.all(Array.from({ length: 20 }, () => postQuery(url, all)));
    const late = answers.filter(({ status }) => status !== 200);
    expect(late.map(errorOf)[0]).toMatchObject({
      status: 504,
      code: 'query-timeout',
      message: expect.stringContaining('report.timeoutMs'),
    });
  });

  it('more queries at once than one reader may have: 429, with Retry-After', async () => {
    const { url } = report;
    const answers = await Promise.all(Array.from({ length: 60 }, () => postQuery(url, query)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(24);
    expect(refused.length + answers.filter(({ status }) => status === 200).length).toBe(60);
    expect(refused[0]?.headers.get('retry-after') ?? '2').toBe('2');
  });
});
