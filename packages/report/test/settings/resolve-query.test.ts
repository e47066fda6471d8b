import { describe, expect, it } from 'vitest';
import { parseQuery, QueryError, type Query } from '../../src/query/index.ts';
import { parseGoal, resolveQuery } from '../../src/settings/index.ts';
import { answerQuery } from '../../src/answer/answer-query.ts';
import { createDuckdbDialect } from '../../src/compile/duckdb.ts';
import { ask } from '../support/ask.ts';
import { sampleView } from '../support/sample-view.ts';
import { openScratchStore } from '../support/scratch-store.ts';

const signup = parseGoal({ name: 'Signup', site: 'acme', event: 'signup' });
const pricing = parseGoal({ name: 'Pricing', site: 'acme', page: '/pricing' });
const swiss = { name: 'Swiss', site: 'acme', filter: ['is', 'country', ['CH']] } as const;
const settings = {
  goals: {
    list: (sites: readonly string[] | null) =>
      sites === null || sites.includes('acme') ? [signup, pricing] : [],
  },
  segments: { list: () => [swiss] },
};
const base = { site: 'acme', date_range: 'all', metrics: ['visitors'] };
const resolve = (part: object): Query => resolveQuery(parseQuery({ ...base, ...part }), settings);

describe('resolveQuery', () => {
  it('puts its filter in the place of a segment', () => {
    expect(resolve({ filters: ['is', 'segment', ['Swiss']] }).filters).toEqual([
      'or',
      [swiss.filter],
    ]);
    expect(resolve({ filters: ['not', ['is_not', 'segment', ['Swiss']]] }).filters).toEqual([
      'not',
      ['not', ['or', [swiss.filter]]],
    ]);
  });

  it('keeps a segment to its site where a query has several', () => {
    const filters = ['is', 'segment', ['Swiss']];
    expect(resolve({ site: ['acme', 'beta'], filters }).filters).toEqual([
      'or',
      [['and', [['is', 'site', ['acme']], swiss.filter]]],
    ]);
  });

  it('names the segments that there are where one is none', () => {
    const filters = ['and', [['is', 'segment', ['Swiss', 'German']]]];
    expect(() => resolve({ filters })).toThrow(
      new QueryError([{ path: 'filters[1][0][2][1]', message: 'expected one of Swiss' }]),
    );
  });

  it('refuses segments that stand for too much, each as often as it is named', () => {
    const texts = Array.from({ length: 1_000 }, (_none, index) => `/page-${index}`);
    const filter = ['is', 'page', texts] as const;
    const large = {
      ...settings,
      segments: { list: () => [{ name: 'Large', site: 'acme', filter }] },
    };
    const use = (count: number): Query => {
      const uses = Array.from({ length: count }, () => ['is', 'segment', ['Large', 'Large']]);
      return resolveQuery(parseQuery({ ...base, filters: ['or', uses] }), large);
    };
    expect(use(10).filters).toHaveLength(2);
    expect(() => use(11)).toThrow('filters: expected fewer segments: these stand for 11000 texts');
  });

  it('adds goals where the query is about goals, and else not', () => {
    for (const part of [
      { metrics: ['conversions'] },
      { dimensions: ['goal'] },
      { filters: ['not', ['contains', 'goal', ['up']]] },
    ]) {
      expect(resolve(part).goals).toEqual([signup, pricing]);
    }
    expect(resolve({}).goals).toBeUndefined();
  });
});

describe('conversions', () => {
  const events = [
    sampleView(1, 0, { url: 'https://acme.example/' }),
    sampleView(2, 1, { url: 'https://acme.example/pricing' }),
    sampleView(3, 2, { type: 'event', name: 'signup', weight: 3 }),
    sampleView(4, 3, { visitor: 'another', url: 'https://acme.example/pricing' }),
    sampleView(5, 4, { visitor: 'third', url: 'https://acme.example/' }),
    sampleView(6, 5, { visitor: 'fourth', type: 'event', name: 'other' }),
    sampleView(7, 6, { visitor: 'fifth', site: 'beta', type: 'event', name: 'signup' }),
  ];
  const metrics = ['conversions', 'conversion_rate'];

  it('are counted at each goal, and their rate is of all visitors', async () => {
    const store = await openScratchStore();
    await store.append(0, events, false);
    const answerTo = async (part: object) =>
      (await ask(store, parseQuery({ ...base, metrics, ...part }), { settings })).results;
    expect(await answerTo({ dimensions: ['goal'] })).toEqual([
      { dimensions: ['Signup'], metrics: [3, 1 / 4] },
      { dimensions: ['Pricing'], metrics: [2, 2 / 4] },
    ]);
    expect(await answerTo({})).toEqual([{ dimensions: [], metrics: [5, 2 / 4] }]);
    expect(await answerTo({ filters: ['is', 'goal', ['Signup']] })).toEqual([
      { dimensions: [], metrics: [3, 1 / 4] },
    ]);
    expect(await answerTo({ site: 'beta' })).toEqual([{ dimensions: [], metrics: [0, 0] }]);
    await store.close();
  });

  it('are refused where nobody has looked up the goals', async () => {
    const store = await openScratchStore();
    const none = { ...settings, goals: { list: () => [] } };
    await expect(
      ask(store, parseQuery({ ...base, metrics }), { settings: none }),
    ).resolves.toMatchObject({
      results: [{ metrics: [0, null] }],
    });
    await expect(
      store.read((connection) =>
        answerQuery(connection, parseQuery({ ...base, metrics }), 0, createDuckdbDialect([])),
      ),
    ).rejects.toThrow('resolveQuery()');
    await store.close();
  });
});
