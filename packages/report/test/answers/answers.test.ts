import { afterAll, describe, expect, it } from 'vitest';
import { createOracle } from '../oracle/oracle.ts';
import { ownHosts } from '../oracle/record.ts';
import { appendAll } from '../support/append-all.ts';
import { ask, summaryOf, withAnswer } from '../support/ask.ts';
import { createCoverage } from '../support/coverage.ts';
import { createRandom } from '../support/random.ts';
import { journalNow, randomJournal } from '../support/random-journal.ts';
import { openRandomSettings } from '../support/random-settings.ts';
import { createQueries } from '../support/random-query.ts';
import { openScratchStore } from '../support/scratch-store.ts';

// Random journals and random queries: each answer is held against the oracle's, which reckons it event by
// event. A failure names its journal and query; `HITMARK_SEED=2 HITMARK_QUERIES=10000` asks for others.

const seed = Number(process.env['HITMARK_SEED'] ?? 1);
const journals = 6;
const queriesEach = Math.ceil(Number(process.env['HITMARK_QUERIES'] ?? 2_400) / journals);
const journalLength = 1_500;

describe('an answer', () => {
  const coverage = createCoverage();
  afterAll(() => coverage.print());

  it.each(Array.from({ length: journals }, (_none, index) => index))(
    'is that of a computation event by event (journal %i)',
    async (journal) => {
      const random = createRandom(seed * 1_000 + journal);
      const events = randomJournal(random, journalLength);
      const settings = openRandomSettings();
      const oracle = createOracle(events, journalNow, {
        goals: settings.goals.list(null),
        segments: settings.segments.list(null),
      });
      const store = await openScratchStore({ ownHosts, dataColumns: ['plan'] });
      await appendAll(store, events, random);
      const queries = createQueries(random, oracle);
      for (let index = 0; index < queriesEach; index += 1) {
        const { made, query, expected } = withAnswer(
          () => queries(index * journals + journal),
          oracle,
        );
        const answer = summaryOf(await ask(store, query, { settings }), expected);
        // Named with the query, so that a failure tells it.
        expect({ query: made.query, ...answer }).toEqual({ query: made.query, ...expected });
        coverage.add(made);
      }
      await store.close();
    },
  );
});
