import type { Sql } from 'sql-template-tag';
import { answerFunnel } from '../answer/answer-funnel.ts';
import { answerQuery } from '../answer/answer-query.ts';
import { listEvents } from '../answer/list-events.ts';
import { fromText } from '../answer/listing-form.ts';
import type { Queryable } from '../answer/run-sql.ts';
import { runForNumber } from '../answer/run-sql.ts';
import { createClickhouseDialect } from '../compile/clickhouse.ts';
import { longVisitsSql } from '../compile/clickhouse-visits.ts';
import type { Dialect, Sites } from '../compile/dialect.ts';
import type { RunningStore } from '../process/start-store.ts';
import type { Period } from '../query/date-range.ts';
import { StoreError } from '../store/store-error.ts';
import { createClickhouse, type ClickhouseOptions } from './client.ts';
import { eraseFromClickhouse } from './erase.ts';
import { prepareTables, type PrepareOptions } from './prepare-tables.ts';
import { toQueryable, toStoreError } from './queryable.ts';
import { tableName } from './table-names.ts';

/** Options of asking a table that collectors fill. */
export interface ClickhouseStoreOptions extends ClickhouseOptions, PrepareOptions {
  /** Id of the journal whose progress answers tell. */
  readonly journal: string;
}

/** Time around a period in which events of its visits are looked for first, in ms. */
const firstMarginMs = 24 * 60 * 60_000;
/** Growth of that time where a visit is longer. */
const marginGrowth = 8;

/**
 * Opens the table of events that collectors fill as a store of the report: it is asked, and nothing is added to it.
 *
 * @throws StoreError
 */
export async function openClickhouseStore(options: ClickhouseStoreOptions): Promise<RunningStore> {
  const clickhouse = createClickhouse(options);
  const own = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch((error: unknown) => {
      throw toStoreError(error);
    });
  await own(prepareTables(clickhouse, options));

  /** Asks again with a wider margin where a visit may go beyond it. */
  async function ask<Result>(
    signal: AbortSignal | undefined,
    work: (queryable: Queryable, dialect: Dialect) => Promise<Result>,
  ): Promise<Result> {
    const queryable = toQueryable(clickhouse, signal);
    for (let marginMs = firstMarginMs; ; marginMs *= marginGrowth) {
      const checks = new Map<string, Sql>();
      const dialect = createClickhouseDialect({
        table: options,
        journal: options.journal,
        marginMs,
        onVisits(sites: Sites, period: Period) {
          const check = longVisitsSql({ events: dialect.events, sites, period, marginMs });
          checks.set(`${period.fromMs} ${period.toMs} ${JSON.stringify(sites)}`, check);
        },
      });
      const result = await work(queryable, dialect);
      let long = 0;
      for (const check of checks.values()) long += (await runForNumber(queryable, check)) ?? 0;
      if (long === 0) return result;
    }
  }

  return {
    async status() {
      const queryable = toQueryable(clickhouse, undefined);
      const dialect = createClickhouseDialect({
        table: options,
        journal: options.journal,
        marginMs: 0,
        onVisits() {},
      });
      const [row] = await own(
        clickhouse.rows(
          `SELECT sum(rows), sum(bytes_on_disk) FROM system.parts
           WHERE database = {database:String} AND table = {table:String} AND active`,
          { database: options.database, table: options.table },
        ),
      );
      const cursor = (await runForNumber(queryable, dialect.cursor)) ?? 0;
      const [events, bytes] = (row ?? []).map(Number);
      // Visits stand nowhere: they are cut for each query.
      return { found: 'kept', cursor, events: events ?? 0, visits: 0, bytes: bytes ?? 0 };
    },
    query: (query, nowMs, signal) =>
      ask(signal, (queryable, dialect) => answerQuery(queryable, query, nowMs, dialect)),
    funnel: (query, nowMs, signal) =>
      ask(signal, (queryable, dialect) => answerFunnel(queryable, query, nowMs, dialect)),
    list: (listing, nowMs, signal) =>
      ask(signal, (queryable, dialect) =>
        listEvents(queryable, listing, { nowMs, dialect, form: fromText }),
      ),
    forget: (forgotten) => own(eraseFromClickhouse(clickhouse, options, forgotten)),
    // The journal's forwarder fills it.
    append: async () => 0,
    // Its own TTL, if it has one, is the operator's.
    deleteBefore: async () => 0,
    async rebuild() {
      throw new StoreError(
        'store-failed',
        `the events are in ${tableName(options)}: hitmark replay --forwarder clickhouse fills it again`,
      );
    },
    async close() {},
  };
}
