import bindings from '@duckdb/node-bindings';
import { BIGINT, DuckDBDataChunk, INTEGER, VARCHAR, type DuckDBValue } from '@duckdb/node-api';
import type { Connection, Row } from './engine.ts';
import type { EventRun } from './event-run.ts';
import { visitGapMs } from '../ingest/visit.ts';
import type { Visit, VisitorRows } from './run-visits.ts';
import { chunkRows } from './vectors.ts';

const types = [INTEGER, VARCHAR, INTEGER, VARCHAR, BIGINT, BIGINT];
const definition =
  'visitor_index INTEGER, site VARCHAR, site_hash INTEGER, visitor VARCHAR, earliest BIGINT, latest BIGINT';

/**
 * Finds the visits of the store that a run's events may lengthen or join. It writes the run's visitors into a temporary
 * table, `sought`, and joins that with the visits.
 *
 * @returns visits by the index of their visitor in `visitors`, each list in the order of time
 */
export async function findKnownVisits(
  connection: Connection,
  run: EventRun,
  rows: Uint32Array,
  visitors: readonly VisitorRows[],
): Promise<ReadonlyMap<number, readonly Visit[]>> {
  await connection.rows(`CREATE OR REPLACE TEMP TABLE sought (${definition})`);
  const appender = await connection.appender('temp', 'sought');
  const chunk = DuckDBDataChunk.create(types);
  for (let start = 0; start < visitors.length; start += chunkRows) {
    fillChunk(chunk, run, { rows, visitors: visitors.slice(start, start + chunkRows), start });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  const { numbers: times } = run.named.time;
  const [earliest, latest] = [
    reduceTimes(times, rows, Math.min),
    reduceTimes(times, rows, Math.max),
  ];
  const found = await connection.rows(
    `SELECT visitor_index, visit, first_time, last_time, views, other_events,
       entry."time", entry."sequence", entry.page, "exit"."time", "exit"."sequence", "exit".page,
       touch."time", touch."sequence", touch."source", touch.channel, touch.campaign_source,
       touch.campaign_medium, touch.campaign_name, touch.campaign_term, touch.campaign_content
     FROM visits JOIN sought USING (site_hash, visitor)
     WHERE last_time >= ${earliest - visitGapMs} AND first_time <= ${latest + visitGapMs}
       AND visits.site IS NOT DISTINCT FROM sought.site
       AND last_time >= earliest - ${visitGapMs} AND first_time <= latest + ${visitGapMs}
     ORDER BY visitor_index, first_time`,
  );
  await connection.rows('DROP TABLE sought');
  const byVisitor = Map.groupBy(found, ([index]) => Number(index));
  return new Map(
    [...byVisitor].map(([index, visits]) => [index, visits.map((row) => readVisit(run, row))]),
  );
}

/** Returns the earliest or latest time of some rows. */
function reduceTimes(
  times: Float64Array,
  rows: Uint32Array,
  choose: (one: number, other: number) => number,
): number {
  return rows.reduce((chosen, row) => choose(chosen, times[row] ?? 0), times[rows[0] ?? 0] ?? 0);
}

/** Visitors of one chunk. */
interface ChunkVisitors {
  readonly rows: Uint32Array;
  readonly visitors: readonly VisitorRows[];
  /** Index of the chunk's first visitor among all. */
  readonly start: number;
}

function fillChunk(
  chunk: DuckDBDataChunk,
  { filler, named: { site, visitor, siteHash, time } }: EventRun,
  { rows, visitors, start }: ChunkVisitors,
): void {
  chunk.reset();
  chunk.rowCount = visitors.length;
  const firsts = Uint32Array.from(visitors, (each) => rows[each.start] ?? 0);
  const lasts = Uint32Array.from(visitors, (each) => rows[each.end - 1] ?? 0);
  const indexes = bindings.data_chunk_get_vector(chunk.chunk, 0);
  filler.numbers(indexes, 'INTEGER', visitors.length, (index) => start + index);
  site.fill(chunk, 1, firsts);
  siteHash.fill(chunk, 2, firsts);
  visitor.fill(chunk, 3, firsts);
  time.fill(chunk, 4, firsts);
  time.fill(chunk, 5, lasts);
}

/** Reads a visit from a row of the query. */
function readVisit({ named }: EventRun, row: Row): Visit {
  const numbers = row.map(Number);
  const [, number = 0, firstTime = 0, lastTime = 0, views = 0, otherEvents = 0] = numbers;
  const momentAt = (index: number) =>
    row[index] === null ? null : { time: numbers[index] ?? 0, sequence: numbers[index + 1] ?? 0 };
  const viewAt = (index: number) => {
    const moment = momentAt(index);
    return moment && { ...moment, page: named.page.codeOf(textOf(row[index + 2])) };
  };
  const touch = momentAt(12);
  const codes = named.touch.map((column, index) => column.codeOf(textOf(row[14 + index])));
  return {
    number,
    firstTime,
    lastTime,
    views,
    otherEvents,
    entry: viewAt(6),
    exit: viewAt(9),
    touch: touch && { ...touch, codes },
  };
}

function textOf(value: DuckDBValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
