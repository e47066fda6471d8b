import { answerQuery } from '../../src/answer/answer-query.ts';
import type { Answer } from '../../src/answer/answer.ts';
import { listEvents, type ListedEvent } from '../../src/answer/list-events.ts';
import { createDuckdbDialect } from '../../src/compile/duckdb.ts';
import { parseListing, parseQuery, type Listing, type Query } from '../../src/query/index.ts';
import { resolveQuery, type SiteSettings } from '../../src/settings/index.ts';
import type { Store } from '../../src/store/store.ts';
import type { Expected } from '../oracle/expected.ts';
import type { Oracle } from '../oracle/oracle.ts';
import { journalNow } from './random-journal.ts';
import type { RandomQuery } from './random-query.ts';

/** A query is made so often until it has an answer: an empty one proves little. */
const maxTries = 100;

/** A query whose answer has something in it. */
export function withAnswer(
  make: () => RandomQuery,
  oracle: Oracle,
): { readonly made: RandomQuery; readonly query: Query; readonly expected: Expected } {
  for (let tries = 0; tries < maxTries; tries += 1) {
    const made = make();
    const query = parseQuery(made.query);
    const expected = oracle.answer(query);
    const isSomething = expected.results.some(({ metrics }) =>
      metrics.some((value) => value !== null && value !== 0),
    );
    if (isSomething) return { made, query, expected };
  }
  throw new Error('no query with an answer: the journal has too little in it');
}

/** Settings of sites without goals and segments. */
const noSettings: SiteSettings = { goals: { list: () => [] }, segments: { list: () => [] } };

export function ask(
  store: Store,
  query: Query,
  { settings = noSettings, nowMs = journalNow } = {},
): Promise<Answer> {
  const dialect = createDuckdbDialect(store.dataNames);
  const resolved = resolveQuery(query, settings);
  return store.read((connection) => answerQuery(connection, resolved, nowMs, dialect));
}

/** All events of a choice, page after page. */
export async function listAll(
  store: Store,
  choice: object,
  { settings = noSettings, nowMs = journalNow } = {},
): Promise<readonly ListedEvent[]> {
  const dialect = createDuckdbDialect(store.dataNames);
  const found: ListedEvent[] = [];
  let cursor: string | null = null;
  do {
    const listing: Listing = resolveQuery(parseListing({ ...choice, cursor }), settings);
    const page = await store.read((connection) =>
      listEvents(connection, listing, { nowMs, dialect }),
    );
    found.push(...page.events);
    ({ cursor } = page);
  } while (cursor !== null);
  return found;
}

/** Share of a number by which the order of a computation may change it. */
const lastDigits = 1e-9;

/** Part of an answer that is compared with the oracle's: everything but the last digits of quotients. */
export function summaryOf({ results, meta }: Answer, expected: Expected): Expected {
  return {
    results: results.map(({ dimensions, metrics, comparison }, index) => {
      const wanted = expected.results[index];
      return {
        dimensions,
        metrics: snap(metrics, wanted?.metrics),
        ...(comparison === undefined ? {} : { comparison: snap(comparison, wanted?.comparison) }),
      };
    }),
    total: meta.total_rows,
    excluded: meta.excluded,
    warnings: meta.warnings.map(({ code }) => code),
  };
}

/** Numbers as they are, but for those that are as good as the expected ones. */
function snap(
  numbers: readonly (number | null)[],
  wanted: readonly (number | null)[] = [],
): readonly (number | null)[] {
  return numbers.map((number, index) => {
    const other = wanted[index] ?? null;
    if (number === null || other === null) return number;
    return Math.abs(number - other) <= lastDigits * Math.abs(other) ? other : number;
  });
}

/** Metrics over all events of some months. */
export async function count(
  store: Store,
  ...metrics: string[]
): Promise<readonly (number | null)[]> {
  const query = parseQuery({ date_range: ['2026-10-01', '2026-12-31'], metrics });
  return (await ask(store, query)).results[0]?.metrics ?? [];
}
