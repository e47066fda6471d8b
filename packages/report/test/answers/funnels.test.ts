import { describe, expect, it } from 'vitest';
import { answerFunnel } from '../../src/answer/answer-funnel.ts';
import { createDuckdbDialect } from '../../src/compile/duckdb.ts';
import {
  parseFunnelSelection,
  type FunnelAnswer,
  type FunnelSelection,
} from '../../src/query/index.ts';
import {
  parseFunnel,
  resolveFunnel,
  type Funnel,
  type SiteSettings,
} from '../../src/settings/index.ts';
import type { Store } from '../../src/store/store.ts';
import { createOracle } from '../oracle/oracle.ts';
import { ownHosts } from '../oracle/record.ts';
import { appendAll } from '../support/append-all.ts';
import { createRandom, type Random } from '../support/random.ts';
import { journalNow, randomJournal } from '../support/random-journal.ts';
import { createQueries } from '../support/random-query.ts';
import { openRandomSettings } from '../support/random-settings.ts';
import { sampleView } from '../support/sample-view.ts';
import { openScratchStore } from '../support/scratch-store.ts';

const funnels = 200;
const sites = ['acme', 'acme', 'beta', "o'brien", '(none)'];

function askFunnel(
  store: Store,
  funnel: Funnel,
  asked: FunnelSelection,
  { settings, nowMs = journalNow }: { readonly settings: SiteSettings; readonly nowMs?: number },
): Promise<FunnelAnswer> {
  const query = resolveFunnel(funnel, { ...asked, site: [funnel.site] }, settings);
  const dialect = createDuckdbDialect(store.dataNames);
  return store.read((connection) => answerFunnel(connection, query, nowMs, dialect));
}

function randomFunnel(random: Random, settings: SiteSettings): Funnel {
  const site = random.pick(sites);
  const goals = settings.goals.list([site]).map(({ name }) => ({ goal: name }));
  const own = [
    { name: 'any view', type: 'pageview', filter: ['not', ['is', 'page', ['none']]] },
    { name: 'any event', type: 'event', filter: ['not', ['is', 'event', ['none']]] },
    { name: 'anything', filter: ['contains', 'hostname', ['example']] },
    { name: 'home', page: '/' },
    { name: 'later', filter: ['is_not', 'entry_page', ['/']] },
  ];
  const steps = Array.from({ length: 2 + random.below(4) }, () => random.pick([...own, ...goals]));
  const window_hours = random.pick([null, null, 1, 24, 400]);
  return parseFunnel({ name: 'funnel', site, steps, window_hours });
}

describe('a funnel', () => {
  it('has the visitors of a computation event by event', async () => {
    const random = createRandom(11);
    const events = randomJournal(random, 1_500);
    const settings = openRandomSettings();
    const oracle = createOracle(events, journalNow, {
      goals: settings.goals.list(null),
      segments: settings.segments.list(null),
    });
    const store = await openScratchStore({ ownHosts });
    await appendAll(store, events, random);
    const queries = createQueries(random, oracle);
    let deep = 0;
    for (let index = 0, tries = 0; index < funnels; tries += 1) {
      const { date_range, filters, actors, timezone } = queries(tries).query;
      const funnel = randomFunnel(random, settings);
      const asked = parseFunnelSelection({
        date_range,
        ...(random.chance(0.5) && filters !== undefined ? { filters } : {}),
        ...(actors === undefined ? {} : { actors }),
        ...(timezone === undefined ? {} : { timezone }),
      });
      const expected = oracle.funnel({ ...asked, site: [funnel.site] }, funnel);
      // One that nobody began proves little.
      if ((expected[1] ?? 0) === 0 && !(expected[0] !== 0 && random.chance(0.1))) continue;
      const { results } = await askFunnel(store, funnel, asked, { settings });
      const visitors = results.map((row) => row.visitors);
      expect({ funnel, asked, visitors }).toEqual({ funnel, asked, visitors: expected });
      if ((expected[2] ?? 0) > 0) deep += 1;
      index += 1;
    }
    expect(deep).toBeGreaterThan(funnels / 10);
    await store.close();
  });

  const views = [
    sampleView(1, 0, { visitor: 'through', url: 'https://acme.example/' }),
    sampleView(2, 1, { visitor: 'through', url: 'https://acme.example/pricing' }),
    sampleView(3, 2, { visitor: 'through', url: 'https://acme.example/thanks' }),
    sampleView(4, 3, { visitor: 'backwards', url: 'https://acme.example/pricing' }),
    sampleView(5, 4, { visitor: 'backwards', url: 'https://acme.example/' }),
    sampleView(6, 5, { visitor: 'later', url: 'https://acme.example/' }),
    sampleView(7, 95, { visitor: 'later', url: 'https://acme.example/pricing' }),
    sampleView(8, 96, { visitor: 'elsewhere', url: 'https://acme.example/thanks' }),
  ];
  const steps = ['/', '/pricing', '/thanks'].map((page) => ({ name: page, page }));
  const none = { goals: { list: () => [] }, segments: { list: () => [] } };

  it.each([
    [null, [3, 1, 1]],
    [1, [3, 1, 1]],
    [2, [3, 2, 1]],
  ] as const)(
    'goes step by step, within a visit or some hours (%j)',
    async (window_hours, visitors) => {
      const store = await openScratchStore();
      await store.append(0, views, false);
      const funnel = parseFunnel({ name: 'Sales', site: 'acme', steps, window_hours });
      const answer = await askFunnel(store, funnel, parseFunnelSelection({ date_range: 'all' }), {
        settings: none,
      });
      expect(answer.results.map((row) => row.visitors)).toEqual(visitors);
      expect(answer.results[1]).toEqual({
        step: '/pricing',
        visitors: visitors[1],
        drop_off: 3 - visitors[1],
        drop_off_rate: (3 - visitors[1]) / 3,
        rate: visitors[1] / 3,
      });
      await store.close();
    },
  );

  it('has null for shares where nobody has begun', async () => {
    const store = await openScratchStore();
    const funnel = parseFunnel({ name: 'Sales', site: 'acme', steps });
    const asked = parseFunnelSelection({ date_range: 'all' });
    const { results } = await askFunnel(store, funnel, asked, { settings: none });
    expect(results[1]).toEqual({
      step: '/pricing',
      visitors: 0,
      drop_off: 0,
      drop_off_rate: null,
      rate: null,
    });
    await store.close();
  });
});
