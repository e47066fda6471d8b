import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClickhouseStore } from '../../../packages/report/src/clickhouse/clickhouse-store.ts';
import { openClickhouseTarget } from '../../../packages/report/src/clickhouse/clickhouse-target.ts';
import type { SourceEvent } from '../../../packages/report/src/index.ts';
import type { RunningStore } from '../../../packages/report/src/process/start-store.ts';
import { resolveQuery } from '../../../packages/report/src/settings/resolve-query.ts';
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
