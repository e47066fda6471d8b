import bindings, { type Vector } from '@duckdb/node-bindings';
import { BIGINT, DuckDBDataChunk, INTEGER, STRUCT, VARCHAR } from '@duckdb/node-api';
import type { Connection } from './engine.ts';
import { touchColumns } from '../ingest/visit.ts';
import type { EventRun } from './event-run.ts';
import type { Moment, RunVisit, RunVisits, TouchMoment, ViewMoment } from './run-visits.ts';
import { chunkRows } from './vectors.ts';

const view = STRUCT({ time: BIGINT, sequence: BIGINT, page: VARCHAR });
const touch = STRUCT({
  time: BIGINT,
  sequence: BIGINT,
  source: VARCHAR,
  channel: VARCHAR,
  campaign_source: VARCHAR,
  campaign_medium: VARCHAR,
  campaign_name: VARCHAR,
  campaign_term: VARCHAR,
  campaign_content: VARCHAR,
});
const types = [
  BIGINT,
  VARCHAR,
  INTEGER,
  VARCHAR,
  BIGINT,
  BIGINT,
  BIGINT,
  BIGINT,
  view,
  view,
  touch,
];

/** Writes a run's visits, and removes the visits of the store that they replace. */
export async function writeVisits(
  connection: Connection,
  run: EventRun,
  { visits, replaced }: RunVisits,
): Promise<void> {
  if (replaced.length > 0) await removeReplaced(connection, run, replaced);
  const siteHashes = run.named.siteHash.numbers;
  const inOrder = visits.toSorted(
    (a, b) =>
      (siteHashes[a.row] ?? 0) - (siteHashes[b.row] ?? 0) ||
      a.firstTime - b.firstTime ||
      a.number - b.number,
  );
  const appender = await connection.appender(null, 'visits');
  // One chunk is used again and again: its memory is DuckDB's, and Node's garbage collector does not see it.
  const chunk = DuckDBDataChunk.create(types);
  for (let start = 0; start < inOrder.length; start += chunkRows) {
    fillChunk(chunk, run, inOrder.slice(start, start + chunkRows));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

async function removeReplaced(
  connection: Connection,
  { filler }: EventRun,
  replaced: RunVisits['replaced'],
): Promise<void> {
  await connection.rows('CREATE OR REPLACE TEMP TABLE replaced (visit BIGINT, merged BIGINT)');
  const appender = await connection.appender('temp', 'replaced');
  const chunk = DuckDBDataChunk.create([BIGINT, BIGINT]);
  for (let start = 0; start < replaced.length; start += chunkRows) {
    const part = replaced.slice(start, start + chunkRows);
    chunk.reset();
    chunk.rowCount = part.length;
    for (const index of [0, 1] as const) {
      const vector = bindings.data_chunk_get_vector(chunk.chunk, index);
      filler.numbers(vector, 'BIGINT', part.length, (row) => part[row]?.[index] ?? 0);
    }
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  await connection.rows('DELETE FROM visits WHERE visit IN (SELECT visit FROM replaced)');
  // This is rare: a late event lies between two visits, and joins them.
  if (replaced.some(([number, by]) => number !== by)) {
    await connection.rows(
      `UPDATE events SET visit = joined.merged
       FROM (SELECT * FROM replaced WHERE visit <> merged) AS joined
       WHERE events.visit = joined.visit`,
    );
  }
  await connection.rows('DROP TABLE replaced');
}

function fillChunk(chunk: DuckDBDataChunk, run: EventRun, visits: readonly RunVisit[]): void {
  chunk.reset();
  chunk.rowCount = visits.length;
  const { named } = run;
  const rows = Uint32Array.from(visits, ({ row }) => row);
  const vector = (index: number) => bindings.data_chunk_get_vector(chunk.chunk, index);
  const numbers = (index: number, read: (visit: RunVisit) => number) =>
    run.filler.numbers(vector(index), 'BIGINT', visits.length, (row) => {
      const visit = visits[row];
      return visit === undefined ? Number.NaN : read(visit);
    });
  numbers(0, ({ number }) => number);
  named.site.fill(chunk, 1, rows);
  named.siteHash.fill(chunk, 2, rows);
  named.visitor.fill(chunk, 3, rows);
  numbers(4, ({ firstTime }) => firstTime);
  numbers(5, ({ lastTime }) => lastTime);
  numbers(6, ({ views }) => views);
  numbers(7, ({ otherEvents }) => otherEvents);
  fillViews(
    run,
    vector(8),
    visits.map(({ entry }) => entry),
  );
  fillViews(
    run,
    vector(9),
    visits.map(({ exit }) => exit),
  );
  fillTouches(
    run,
    vector(10),
    visits.map((visit) => visit.touch),
  );
}

function fillViews(run: EventRun, vector: Vector, views: readonly (ViewMoment | null)[]): void {
  fillMoments(run, vector, views);
  run.named.page.fillCodes(child(vector, 2), views.length, (row) => views[row]?.page ?? 0);
}

function fillTouches(
  run: EventRun,
  vector: Vector,
  touches: readonly (TouchMoment | null)[],
): void {
  fillMoments(run, vector, touches);
  for (const index of touchColumns.keys()) {
    const codeAt = (row: number): number => touches[row]?.codes[index] ?? 0;
    run.named.touch[index]?.fillCodes(child(vector, 2 + index), touches.length, codeAt);
  }
}

function fillMoments(
  { filler }: EventRun,
  vector: Vector,
  moments: readonly (Moment | null)[],
): void {
  filler.missing(vector, moments.length, (row) => moments[row] === null);
  const fill = (index: number, member: keyof Moment) =>
    filler.numbers(child(vector, index), 'BIGINT', moments.length, (row) => {
      return moments[row]?.[member] ?? Number.NaN;
    });
  fill(0, 'time');
  fill(1, 'sequence');
}

function child(vector: Vector, index: number): Vector {
  return bindings.struct_vector_get_child(vector, index);
}
