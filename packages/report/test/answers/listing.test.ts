import { describe, expect, it } from 'vitest';
import { parseListing } from '../../src/query/index.ts';
import { createOracle } from '../oracle/oracle.ts';
import { ownHosts } from '../oracle/record.ts';
import { appendAll } from '../support/append-all.ts';
import { ask, listAll, withAnswer } from '../support/ask.ts';
import { createRandom } from '../support/random.ts';
import { journalNow, randomJournal } from '../support/random-journal.ts';
import { openRandomSettings } from '../support/random-settings.ts';
import { createQueries } from '../support/random-query.ts';
import { openScratchStore } from '../support/scratch-store.ts';

const numbers = 120;

describe('the events behind a number', () => {
  it('are exactly those that count for it, whole, and newest first', async () => {
    const random = createRandom(7);
    const events = randomJournal(random, 1_200);
    const texts = new Map(events.map(({ sequence, event }) => [sequence, event]));
    const settings = openRandomSettings();
    const oracle = createOracle(events, journalNow, {
      goals: settings.goals.list(null),
      segments: settings.segments.list(null),
    });
    const store = await openScratchStore({ ownHosts });
    await appendAll(store, events, random);
    const queries = createQueries(random, oracle);
    for (let index = 0; index < numbers; index += 1) {
      const { query } = withAnswer(() => queries(index * 7), oracle);
      const row = random.pick((await ask(store, query, { settings })).results);
      const ofRow = query.dimensions.map((each, at) => ['is', each, [row.dimensions[at]]]);
      const filters = [...(query.filters === null ? [] : [query.filters]), ...ofRow];
      const choice = {
        ...(query.site === null ? {} : { site: query.site }),
        date_range: query.date_range,
        actors: query.actors,
        timezone: query.timezone,
        metrics: [random.pick(query.metrics)],
        limit: 40,
        ...(filters.length > 0 ? { filters: ['and', filters] } : {}),
      };
      const listed = await listAll(store, choice, { settings });
      const sequences = oracle.list(parseListing(choice), choice.metrics);
      expect({ choice, events: listed }).toEqual({
        choice,
        events: sequences.map((sequence) => ({
          sequence,
          event: withoutEmpty(JSON.parse(texts.get(sequence) ?? '{}') as object),
        })),
      });
    }
    await store.close();
  });
});

/** Event as the journal writes it: without empty members, and with the default of `consent`. */
function withoutEmpty(event: object): object {
  return { consent: 'unset', ...stripped(event) };
}

function stripped(event: object): object {
  const members = Object.entries(event).map(([name, value]: [string, unknown]) => [
    name,
    name !== 'data' && isGroup(value) ? stripped(value) : wellFormed(value),
  ]);
  return Object.fromEntries(members.filter(([, value]) => !isEmpty(value))) as object;
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  const isBare = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return value === null || value === '' || isBare;
}

/** Replaces halves of surrogate pairs by U+FFFD. */
function wellFormed(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_name, each: unknown) =>
    typeof each === 'string' ? each.toWellFormed() : each,
  );
}
