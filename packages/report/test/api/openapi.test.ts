import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { openapiDocument } from '../../src/index.ts';
import { parseListing, parseQuery } from '../../src/query/index.ts';
import { createOracle } from '../oracle/oracle.ts';
import { askReport, postQuery, withToken } from '../support/ask-report.ts';
import { createQueries } from '../support/random-query.ts';
import { createRandom } from '../support/random.ts';
import { journalNow, randomJournal } from '../support/random-journal.ts';
import { shareReport } from '../support/scratch-report.ts';

const events = randomJournal(createRandom(21), 400);
const openapi = openapiDocument();
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(openapi, 'openapi');

/** Problems of a value by a schema of the document. */
function problemsOf(name: string, value: unknown): readonly string[] {
  const validate = ajv.compile({ $ref: `openapi#/components/schemas/${name}` });
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const wrong: readonly object[] = [
  {},
  { metrics: [] },
  { metrics: ['bounces'] },
  { metrics: 'visitors' },
  { dimensions: ['color'] },
  { dimensions: ['data.'] },
  { dimensions: Array.from({ length: 7 }, (_, index) => `data.${index}`) },
  { date_range: 7 },
  { date_range: ['2026-11-01'] },
  { filters: ['is', 'page'] },
  { filters: ['like', 'page', ['/']] },
  { filters: ['and', []] },
  { filters: ['not', ['is', 'color', ['red']]] },
  { filters: 'page' },
  { actors: [] },
  { actors: ['robot'] },
  { compare: 'previous_century' },
  { order_by: [['visitors', 'down']] },
  { limit: 0 },
  { limit: 1.5 },
  { offset: -1 },
  { site: [] },
  { site: '' },
  { sites: ['acme'] },
];

describe('the OpenAPI document', () => {
  const report = shareReport(events);

  it('is one of OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(openapi as Record<string, unknown>);
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  });

  it('stands in docs/openapi.json, and is served', async () => {
    const path = new URL('../../../../docs/openapi.json', import.meta.url);
    // With what the collector adds, whose test writes it.
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject(openapi);
    const { text } = await askReport(`${report.url}/api/openapi.json`);
    expect(JSON.parse(text)).toEqual(openapi);
    expect((await askReport(`${report.url}/api/openapi.json`, {}, {})).status).toBe(401);
  });

  it('accepts each query that is accepted', () => {
    const makeQuery = createQueries(createRandom(22), createOracle(events, journalNow));
    for (let number = 0; number < 300; number += 1) {
      const { query } = makeQuery(number);
      parseQuery(query);
      expect({ query, problems: problemsOf('Query', query) }).toEqual({ query, problems: [] });
    }
  });

  it.each(wrong)('refuses what is refused: %j', (part) => {
    const whole = Object.keys(part).length === 0 ? {} : { date_range: '7d', metrics: ['visits'] };
    const query = { ...whole, ...part };
    expect(() => parseQuery(query)).toThrow(/expected/);
    expect(problemsOf('Query', query)).not.toEqual([]);
  });

  it('tells the form of each answer', async () => {
    const query = { date_range: 'all', metrics: ['visitors', 'click_rate'], dimensions: ['site'] };
    const listing = { date_range: 'all', limit: 3 };
    expect(() => parseListing(listing)).not.toThrow();
    expect(problemsOf('Listing', listing)).toEqual([]);
    const parameters = new URLSearchParams({ query: JSON.stringify(listing) }).toString();
    const link = { site: 'acme', filters: ['is', 'country', ['CH']] };
    expect(problemsOf('NewSharedLink', link)).toEqual([]);
    const [url, json] = [report.url, { ...withToken, 'content-type': 'application/json' }];
    const ask = { method: 'POST', body: JSON.stringify(link) };
    const goal = { name: 'Views', site: 'acme', filter: ['contains', 'page', ['/']] };
    const steps = [{ goal: 'Views' }, { name: 'Home', page: '/' }];
    const funnel = { name: 'Sales', site: 'acme', steps, window_hours: 24 };
    expect(problemsOf('Goal', goal)).toEqual([]);
    expect(problemsOf('Funnel', funnel)).toEqual([]);
    expect(problemsOf('Goal', { ...goal, event: 'both' })).not.toEqual([]);
    expect(problemsOf('Funnel', { ...funnel, steps: [{ goal: '' }] })).not.toEqual([]);
    const send = (path: string, body: unknown) =>
      askReport(`${url}/api/${path}`, { method: 'POST', body: JSON.stringify(body) }, json);
    const madeGoal = await send('goals', goal);
    const madeFunnel = await send('funnels', funnel);
    const { id } = JSON.parse(madeFunnel.text) as { readonly id: number };
    const answers = [
      ['KeptGoal', madeGoal],
      ['GoalList', await askReport(`${url}/api/goals`)],
      ['KeptFunnel', madeFunnel],
      ['FunnelAnswer', await send(`funnels/${id}/query`, { date_range: 'all' })],
      ['Answer', await postQuery(url, query)],
      ['Answer', await postQuery(url, { ...query, date_range: '30d', compare: 'previous_period' })],
      ['EventList', await askReport(`${url}/api/events?${parameters}`)],
      ['SiteCounts', await askReport(`${url}/api/sites`)],
      ['SharedLink', await askReport(`${url}/api/shared-links`, ask, json)],
      ['SharedLinkList', await askReport(`${url}/api/shared-links`)],
      ['Error', await postQuery(url, { metrics: ['bounces'] })],
      ['Error', await askReport(`${url}/api/sites`, {}, {})],
    ] as const;
    for (const [name, { text }] of answers) {
      expect({ name, text, problems: problemsOf(name, JSON.parse(text)) }).toMatchObject({
        problems: [],
      });
    }
    expect(problemsOf('Answer', { results: [] })).not.toEqual([]);
  });
});
