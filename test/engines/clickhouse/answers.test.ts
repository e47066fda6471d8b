import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openClickhouseStore } from '../../../packages/report/src/clickhouse/clickhouse-store.ts';
import { openClickhouseTarget } from '../../../packages/report/src/clickhouse/clickhouse-target.ts';
import {
  parseFunnelSelection,
  parseListing,
  parseQuery,
} from '../../../packages/report/src/query/index.ts';
import {
  parseFunnel,
  resolveFunnel,
  resolveQuery,
} from '../../../packages/report/src/settings/index.ts';
import type { SourceEvent } from '../../../packages/report/src/store/index.ts';
import type { RunningStore } from '../../../packages/report/src/process/start-store.ts';
import { createOracle } from '../../../packages/report/test/oracle/oracle.ts';
import { ownHosts } from '../../../packages/report/test/oracle/record.ts';
import { summaryOf, withAnswer } from '../../../packages/report/test/support/ask.ts';
import { createCoverage } from '../../../packages/report/test/support/coverage.ts';
import { createRandom } from '../../../packages/report/test/support/random.ts';
import { journalNow, randomJournal } from '../../../packages/report/test/support/random-journal.ts';
import { createQueries } from '../../../packages/report/test/support/random-query.ts';
import { openRandomSettings } from '../../../packages/report/test/support/random-settings.ts';
import { startClickhouse, type TestClickhouse } from './start-clickhouse.ts';

// The tests of packages/report/test/answers, with ClickHouse in DuckDB's place: the same journals, queries, and oracle.

const seed = Number(process.env['HITMARK_SEED'] ?? 1);
const journals = 2;
const queriesEach = Math.ceil(Number(process.env['HITMARK_QUERIES'] ?? 160) / journals);

let clickhouse: TestClickhouse;
beforeAll(async () => {
  clickhouse = await startClickhouse();
});
afterAll(() => clickhouse.close());

async function storeOf(events: readonly SourceEvent[], table: string): Promise<RunningStore> {
  const options = {
    url: clickhouse.url,
    user: null,
    password: null,
    database: 'hitmark',
    table,
    createTables: true,
    journal: 'test',
  };
  const target = openClickhouseTarget({ ...options, ownHosts, timeoutMs: 30_000 });
  await target.prepare();
  for (let start = 0; start < events.length; start += 700) {
    await target.insert(events.slice(start, start + 700), `${table} ${start}`);
  }
  return openClickhouseStore(options);
}

describe('an answer of ClickHouse', () => {
  const coverage = createCoverage();
  afterAll(() => coverage.print());

  it.each(Array.from({ length: journals }, (_none, index) => index))(
    'is that of a computation event by event (journal %i)',
    async (journal) => {
      const random = createRandom(seed * 1_000 + journal);
      const events = randomJournal(random, 1_500);
      const settings = openRandomSettings();
      const oracle = createOracle(events, journalNow, {
        goals: settings.goals.list(null),
        segments: settings.segments.list(null),
      });
      const store = await storeOf(events, `answers${journal}`);
      const queries = createQueries(random, oracle);
      for (let index = 0; index < queriesEach; index += 1) {
        const { made, query, expected } = withAnswer(
          () => queries(index * journals + journal),
          oracle,
        );
        const asked = resolveQuery(query, settings);
        const answer = summaryOf(await store.query(asked, journalNow), expected);
        expect({ query: made.query, ...answer }).toEqual({ query: made.query, ...expected });
        coverage.add(made);
      }
    },
  );
});

const funnelSteps = [
  { name: 'any view', type: 'pageview', filter: ['not', ['is', 'page', ['none']]] },
  { name: 'any event', type: 'event', filter: ['not', ['is', 'event', ['none']]] },
  { name: 'home', page: '/' },
  { name: 'later', filter: ['is_not', 'entry_page', ['/']] },
];

test('a funnel and the events behind a number are those of a computation event by event', async () => {
  const random = createRandom(11);
  const events = randomJournal(random, 1_000);
  const settings = openRandomSettings();
  const oracle = createOracle(events, journalNow, {
    goals: settings.goals.list(null),
    segments: settings.segments.list(null),
  });
  const store = await storeOf(events, 'funnels');
  const queries = createQueries(random, oracle);
  let someone = 0;
  for (let index = 0; index < 12; index += 1) {
    const { query } = withAnswer(() => queries(index * 7), oracle);
    const choice = {
      ...(query.site === null ? {} : { site: query.site }),
      date_range: query.date_range,
      actors: query.actors,
      timezone: query.timezone,
      metrics: [random.pick(query.metrics)],
      limit: 1_000,
      ...(query.filters === null ? {} : { filters: query.filters }),
    };
    const listing = parseListing(choice);
    const listed = await store.list(resolveQuery(listing, settings), journalNow);
    const sequences = oracle.list(listing, choice.metrics);
    expect({ choice, sequences: listed.events.map(({ sequence }) => sequence) }).toEqual({
      choice,
      sequences: sequences.slice(0, 1_000),
    });

    const site = random.pick(['acme', 'beta', '(none)']);
    const steps = Array.from({ length: 2 + random.below(3) }, () => random.pick(funnelSteps));
    const window_hours = random.pick([null, 1, 400]);
    const funnel = parseFunnel({ name: 'funnel', site, steps, window_hours });
    const asked = { ...parseFunnelSelection({ date_range: '12mo' }), site: [site] };
    const resolved = resolveFunnel(funnel, asked, settings);
    const { results } = await store.funnel(resolved, journalNow);
    const visitors = results.map((row) => row.visitors);
    expect({ funnel, visitors }).toEqual({ funnel, visitors: oracle.funnel(asked, funnel) });
    someone += visitors.at(-1) ?? 0;
  }
  expect(someone).toBeGreaterThan(0);
});

test('a visit of two days is one, also in an answer about an hour of it', async () => {
  const start = Date.parse('2026-11-01T00:00:00.000Z');
  const events = Array.from({ length: 150 }, (_none, index) => ({
    sequence: index + 1,
    event: JSON.stringify({
      v: 1,
      id: `long-${index}`,
      type: 'pageview',
      time: new Date(start + index * 20 * 60_000).toISOString(),
      site: 'acme',
      visitor: 'one',
      url: `https://acme.example/${index}`,
      actor: 'human',
    }),
  }));
  const store = await storeOf(events, 'long');
  const query = parseQuery({
    site: 'acme',
    date_range: ['2026-11-02', '2026-11-02'],
    metrics: ['visits', 'visit_duration', 'bounce_rate'],
    dimensions: ['entry_page'],
  });
  const { results } = await store.query(query, journalNow);
  expect(results).toEqual([{ dimensions: ['/0'], metrics: [1, 149 * 20 * 60, 0] }]);
});
