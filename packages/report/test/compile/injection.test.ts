import { describe, expect, it } from 'vitest';
import {
  dimensionDefinitions,
  parseListing,
  parseQuery,
  QueryError,
} from '../../src/query/index.ts';
import { ask, listAll } from '../support/ask.ts';
import { contentsOf } from '../support/contents.ts';
import { createRandom } from '../support/random.ts';
import { hostileTexts, randomJournal } from '../support/random-journal.ts';
import { openScratchStore } from '../support/scratch-store.ts';

const corpus = [
  ...hostileTexts,
  "') UNION SELECT * FROM meta --",
  "'; COPY events TO '/tmp/stolen.csv'; --",
  "'; ATTACH 'other.duckdb' AS o; --",
  '"; DELETE FROM events; --',
  '/* */',
  '(SELECT 1)',
  'visitors); DROP TABLE visits; --',
];
const query = { date_range: 'all', metrics: ['pageviews'] };
const operators = ['is', 'is_not', 'contains', 'contains_not'];
const dimensions = [...Object.keys(dimensionDefinitions), 'data.plan'].filter(
  (name) => !name.startsWith('time:'),
);

describe('what is SQL in a query', () => {
  it('is a text as a value and as a name of data, and refused everywhere else', async () => {
    const store = await openScratchStore();
    await store.append(0, randomJournal(createRandom(9), 300), false);
    const before = await contentsOf(store);
    const goals = corpus.map((text) => ({
      name: text,
      site: 'acme',
      type: null,
      filter: ['is', 'page', [text]] as const,
    }));
    const settings = { goals: { list: () => goals }, segments: { list: () => [] } };
    for (const text of corpus) {
      const tests = dimensions.map((dimension) => [
        'or',
        operators.map((operator) => [operator, dimension, [text]]),
      ]);
      await ask(store, parseQuery({ ...query, filters: ['or', tests] }), { settings });
      const asked = { metrics: ['conversions', 'conversion_rate'], dimensions: ['goal'] };
      await ask(store, parseQuery({ ...query, ...asked, site: text }), { settings });
      const named = `data.${text.slice(0, 100)}`;
      await ask(store, parseQuery({ ...query, site: text, dimensions: [named] }));
      await listAll(store, { date_range: 'day', filters: ['is', named, [text]] });
      for (const part of [
        { metrics: [text] },
        { dimensions: [text] },
        { date_range: text },
        { date_range: [text, text] },
        { timezone: text },
        { actors: [text] },
        { compare: text },
        { order_by: [[text, 'asc']] },
        { order_by: [['pageviews', text]] },
        { limit: text },
        { offset: text },
        { filters: [text, 'page', ['/']] },
        { filters: ['is', text, ['/']] },
        { dimensions: ['segment'] },
        { filters: ['contains', 'segment', [text]] },
        { filters: ['is', 'time:day', [text]] },
        { [text]: 1 },
      ]) {
        expect(() => parseQuery({ ...query, ...part })).toThrow(QueryError);
      }
      expect(() => parseListing({ date_range: 'all', cursor: text })).toThrow(QueryError);
    }
    expect(await contentsOf(store)).toEqual(before);
    await store.close();
  });
});

describe('the engine', () => {
  it.each([
    "SELECT * FROM read_text('/etc/hostname')",
    "COPY events TO 'stolen.csv'",
    "ATTACH 'other.duckdb' AS other",
    'INSTALL httpfs',
    "SET memory_limit = '1TB'",
  ])('refuses %s, even if an attacker could run SQL', async (statement) => {
    const store = await openScratchStore();
    await expect(store.read((connection) => connection.rows(statement))).rejects.toThrow(
      /Permission|disabled|locked/,
    );
    await store.close();
  });
});
