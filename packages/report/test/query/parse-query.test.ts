import { describe, expect, it } from 'vitest';
import { parseListing, parseQuery, QueryError } from '../../src/query/index.ts';

const query = { date_range: '7d', metrics: ['visitors'] };

function problemsOf(input: unknown, parse: (input: unknown) => unknown = parseQuery) {
  try {
    parse(input);
  } catch (error) {
    if (error instanceof QueryError) return error.problems;
  }
  return [];
}

describe('parseQuery', () => {
  it('completes a query', () => {
    expect(parseQuery(query)).toEqual({
      site: null,
      date_range: '7d',
      metrics: ['visitors'],
      dimensions: [],
      filters: null,
      actors: ['human', 'unknown'],
      timezone: 'UTC',
      compare: null,
      order_by: [],
      limit: 1_000,
      offset: 0,
    });
  });

  it('takes one site as it takes several, and numbers as their texts', () => {
    const filters = ['is', 'link.position', [3, '4']];
    expect(parseQuery({ ...query, site: 'acme', filters })).toMatchObject({
      site: ['acme'],
      filters: ['is', 'link.position', ['3', '4']],
    });
  });

  it.each([
    ['metrics[1]', { metrics: ['visitors', 'guests'] }, 'unique_opens'],
    ['metrics', { metrics: [] }, 'at least one metric'],
    ['metrics', { metrics: ['visits', 'visits'] }, 'once'],
    ['dimensions[0]', { dimensions: ['pages'] }, 'entry_page'],
    ['dimensions[0]', { dimensions: ['data.'] }, 'data.<name>'],
    ['dimensions[0]', { dimensions: ['__proto__'] }, 'entry_page'],
    ['dimensions', { dimensions: ['time:day', 'time:hour'] }, 'at most'],
    ['date_range', { date_range: '0d' }, 'realtime'],
    ['date_range[1]', { date_range: ['2026-11-01', '2026-02-30'] }, 'a day'],
    ['date_range', { date_range: ['2026-11-02', '2026-11-01'] }, 'not to be after'],
    ['date_range', { date_range: undefined }, 'realtime'],
    ['site[0]', { site: [''] }, 'a site'],
    ['actors[0]', { actors: ['robot'] }, 'machine'],
    ['timezone', { timezone: 'Mars/Base' }, 'Europe/Zurich'],
    ['compare', { compare: 'yesterday' }, 'previous_period'],
    ['compare', { compare: 'previous_period', date_range: 'all' }, 'nothing is before all'],
    ['compare', { compare: 'previous_year', date_range: 'realtime' }, 'previous_period'],
    ['order_by[0][0]', { order_by: [['visits', 'desc']] }, 'visitors'],
    ['order_by[0][1]', { order_by: [['visitors', 'down']] }, 'asc or desc'],
    ['limit', { limit: 10_001 }, '10000'],
    ['offset', { offset: -1 }, 'from 0'],
    ['sites', { sites: 'acme' }, 'date_range'],
    ['filters', { filters: ['has', 'page', ['/']] }, 'contains_not'],
    ['filters[1]', { filters: ['is', 'pages', ['/']] }, 'entry_page'],
    ['filters[2]', { filters: ['is', 'page', []] }, 'at least one'],
    ['filters[2][0]', { filters: ['is', 'page', [null]] }, 'a text'],
    ['filters[1][0][2]', { filters: ['and', [['is', 'page']]] }, 'a list'],
    ['filters[1][0]', { filters: ['not', ['matches', 'time:day', ['x']]] }, 'is or is_not'],
    ['filters[2][0]', { filters: ['is', 'time:day', ['2026-11-31']] }, 'a value of time:day'],
    ['filters[2][0]', { filters: ['is', 'time:week', ['2026-11-03']] }, 'a value of time:week'],
    ['filters[2][0]', { filters: ['matches', 'page', ['x'.repeat(1_001)]] }, '1000 characters'],
    [
      'filters[1]',
      { compare: 'previous_period', filters: ['is', 'time:day', ['2026-11-01']] },
      'no filter by time',
    ],
  ])('names %s, and what is accepted there, of %j', (path, part, accepted) => {
    const problems = problemsOf({ ...query, ...part });
    expect(problems.map((problem) => problem.path)).toContain(path);
    expect(problems.map(({ message }) => message).join()).toContain(accepted);
  });

  it('names every problem at once', () => {
    const problems = problemsOf({ metrics: ['guests'], limit: 0, timezone: 5 });
    expect(problems.map(({ path }) => path).toSorted()).toEqual([
      'date_range',
      'limit',
      'metrics[0]',
      'timezone',
    ]);
  });

  it('survives what is nested without an end', () => {
    let filters: unknown = ['is', 'page', ['/']];
    for (let depth = 0; depth < 100_000; depth += 1) filters = ['not', filters];
    expect(problemsOf({ ...query, filters })[0]?.message).toContain('levels');
  });

  it('tells the first hundred problems', () => {
    const metrics = Array.from({ length: 15_000 }, () => 'x');
    expect(problemsOf({ ...query, metrics })).toHaveLength(100);
    const values = Array.from({ length: 1_000 }, () => 'x');
    expect(problemsOf({ ...query, filters: ['is', 'time:day', values] })).toHaveLength(100);
  });

  it('takes a hundred expressions, and no more in all', () => {
    const some = (length: number) => ['matches', 'page', Array.from({ length }, () => 'a')];
    expect(parseQuery({ ...query, filters: ['not', some(100)] })).toMatchObject({});
    expect(problemsOf({ ...query, filters: ['and', [some(50), ['not', some(51)]]] })).toEqual([
      { path: 'filters', message: 'expected at most 100 expressions of matches' },
    ]);
  });

  it.each([null, 7, 'query', [], [query]])('refuses %j', (input) => {
    expect(problemsOf(input)).not.toEqual([]);
  });
});

describe('parseListing', () => {
  it('takes the cursor of an answer, and no other', () => {
    const listing = { date_range: '7d', cursor: '1790812800000.17' };
    expect(parseListing(listing)).toMatchObject({ cursor: '1790812800000.17', metrics: [] });
    expect(problemsOf({ ...listing, cursor: '1 OR 1' }, parseListing)).toEqual([
      { path: 'cursor', message: 'expected the cursor of an answer' },
    ]);
  });

  it.each(['9999999999999999.1', '1.9999999999999999', '-9999999999999999.1'])(
    'refuses the cursor %s, whose numbers are none that an answer has',
    (cursor) => {
      expect(problemsOf({ date_range: '7d', cursor }, parseListing)).toEqual([
        { path: 'cursor', message: 'expected the cursor of an answer' },
      ]);
    },
  );
});
