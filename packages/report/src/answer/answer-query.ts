import type { Dialect } from '../compile/dialect.ts';
import { actorsSql, currenciesSql, dailyVisitorsSql, firstEventSql } from '../compile/facts-sql.ts';
import { groupsSql } from '../compile/groups-sql.ts';
import { countSql, querySql } from '../compile/query-sql.ts';
import { isTimeDimension } from '../query/dimensions.ts';
import { actors, type Actor, type Query } from '../query/query.ts';
import type { Row } from '../store/engine.ts';
import {
  visitorDays,
  type Answer,
  type AnswerRow,
  type AnswerWarning,
  type MetricValue,
} from './answer.ts';
import { checkPatterns } from './check-patterns.ts';
import { checkResolved } from './check-resolved.ts';
import { planQuery, type QueryPlan } from './plan-query.ts';
import { runForNumber, runSql, type Queryable } from './run-sql.ts';

/**
 * Answers a query from one state of the store.
 *
 * @param nowMs time at which `7d` and the like end
 * @throws QueryError, StoreError
 */
export async function answerQuery(
  connection: Queryable,
  query: Query,
  nowMs: number,
  dialect: Dialect,
): Promise<Answer> {
  checkResolved(query);
  await checkPatterns(connection, query, [], dialect);
  const first =
    query.date_range === 'all'
      ? await runForNumber(connection, firstEventSql(query.site, dialect))
      : null;
  const plan = planQuery(query, nowMs, first);
  const { now, before } = plan;
  const groups = groupsSql(query, now, 'now', dialect);
  const compared = before === null ? null : groupsSql(query, before, 'before', dialect);

  const rows = await runSql(connection, querySql(query, groups, compared, dialect));
  const total =
    rows.length > 0 || query.offset === 0
      ? Number(rows[0]?.at(-1) ?? 0)
      : await runForNumber(connection, countSql(query, groups));
  const currencies = await findCurrencies(connection, query, plan, dialect);
  const isMixed = currencies.length > 1;
  return {
    results: rows.map((row) => toAnswerRow(row, query, plan, isMixed)),
    meta: {
      as_of_sequence: (await runForNumber(connection, dialect.cursor)) ?? 0,
      total_rows: total ?? 0,
      excluded: await countExcluded(connection, query, plan, dialect),
      warnings: [
        ...(await warnOfDays(connection, query, plan, dialect)),
        ...(isMixed ? [severalCurrencies(currencies)] : []),
      ],
    },
    query: echoOf(query, plan),
  };
}

/** The query as it was asked, its span of time as days. */
function echoOf({ goals, ...query }: Query, { now }: QueryPlan): Query {
  return query.date_range === 'realtime' ? query : { ...query, date_range: now.period.days };
}

function toAnswerRow(row: Row, query: Query, { now }: QueryPlan, isMixed: boolean): AnswerRow {
  const { dimensions, metrics, compare } = query;
  const numbersAt = (start: number): readonly MetricValue[] =>
    metrics.map((metric, index) => {
      const value = row[start + index];
      if (metric === 'revenue' && isMixed) return null;
      return value === null || value === undefined ? null : Number(value);
    });
  const values = dimensions.map((dimension, index) =>
    isTimeDimension(dimension)
      ? (now.buckets?.labels[Number(row[index])] ?? '')
      : String(row[index]),
  );
  const numbers = { dimensions: values, metrics: numbersAt(dimensions.length) };
  if (compare === null) return numbers;
  return { ...numbers, comparison: numbersAt(dimensions.length + metrics.length) };
}

async function countExcluded(
  connection: Queryable,
  query: Query,
  { now }: QueryPlan,
  dialect: Dialect,
): Promise<Partial<Record<Actor, number>>> {
  const left = actors.filter((actor) => !query.actors.includes(actor));
  if (left.length === 0) return {};
  const rows = await runSql(connection, actorsSql(query, left, now.period, dialect));
  const counts = new Map(rows.map(([actor, count]) => [actor, Number(count)]));
  return Object.fromEntries(left.map((actor) => [actor, counts.get(actor) ?? 0]));
}

async function warnOfDays(
  connection: Queryable,
  query: Query,
  { now }: QueryPlan,
  dialect: Dialect,
): Promise<readonly AnswerWarning[]> {
  if (!query.metrics.includes('visitors')) return [];
  const count = await runForNumber(connection, dailyVisitorsSql(query, now.period, dialect));
  if (!count) return [];
  return [visitorDays(count)];
}

/** Currencies that would be added up; none where the query keeps them apart. */
async function findCurrencies(
  connection: Queryable,
  query: Query,
  { now, before }: QueryPlan,
  dialect: Dialect,
): Promise<readonly string[]> {
  if (!query.metrics.includes('revenue')) return [];
  if (query.dimensions.includes('data.currency')) return [];
  const periods = [now.period, ...(before === null ? [] : [before.period])];
  const rows = await runSql(connection, currenciesSql(query, periods, dialect));
  return rows.map(([currency]) => String(currency));
}

function severalCurrencies(currencies: readonly string[]): AnswerWarning {
  const message =
    `revenue is null: it has amounts in ${currencies.join(', ')}; ` +
    'ask for the dimension data.currency, or filter by it';
  return { code: 'several-currencies', message };
}
