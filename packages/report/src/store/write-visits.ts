import bindings, { type Vector } from '@duckdb/node-bindings';
import { BIGINT, DuckDBDataChunk, INTEGER, STRUCT, VARCHAR } from '@duckdb/node-api';
import type { Connection } from './engine.ts';
import { touchColumns, type EventRun } from './event-run.ts';
import { fillNumbers } from './run-columns.ts';
import type { Moment, RunVisits, TouchMoment, ViewMoment, Visit } from './run-visits.ts';
import { chunkRows, fillMissing } from './vectors.ts';

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
  ...[BIGINT, VARCHAR, INTEGER, VARCHAR, BIGINT, BIGINT, BIGINT, BIGINT],
  ...[view, view, touch],
];

/** Writes a run's visits in the place of those that the store has of them. */
export async function writeVisits(
  connection: Connection,
  run: EventRun,
  { visits, replaced }: RunVisits,
): Promise<void> {
  if (replaced.length > 0) await removeReplaced(connection, replaced);
  const siteHashes = run.named.siteHash.numbers;
  const inOrder = visits.toSorted(
    (a, b) =>
      (siteHashes[a.row] ?? 0) - (siteHashes[b.row] ?? 0) ||
      a.firstTime - b.firstTime ||
      a.number - b.number,
  );
  const appender = await connection.appender(null, 'visits');
  for (let start = 0; start < inOrder.length; start += chunkRows) {
    appender.appendDataChunk(toChunk(run, inOrder.slice(start, start + chunkRows)));
  }
  appender.closeSync();
}

async function removeReplaced(
  connection: Connection,
  replaced: RunVisits['replaced'],
): Promise<void> {
  await connection.rows('CREATE OR REPLACE TEMP TABLE replaced (visit BIGINT, merged BIGINT)');
  const appender = await connection.appender('temp', 'replaced');
  for (let start = 0; start < replaced.length; start += chunkRows) {
    const part = replaced.slice(start, start + chunkRows);
    const chunk = DuckDBDataChunk.create([BIGINT, BIGINT]);
    chunk.rowCount = part.length;
    for (const index of [0, 1] as const) {
      const vector = bindings.data_chunk_get_vector(chunk.chunk, index);
      fillNumbers(
        vector,
        'BIGINT',
        Float64Array.from(part, (pair) => pair[index]),
      );
    }
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  await connection.rows('DELETE FROM visits WHERE visit IN (SELECT visit FROM replaced)');
  // Seldom: a late event lies between two visits, and makes them one.
  if (replaced.some(([number, by]) => number !== by)) {
    await connection.rows(
      `UPDATE events SET visit = joined.merged
       FROM (SELECT * FROM replaced WHERE visit <> merged) AS joined
       WHERE events.visit = joined.visit`,
    );
  }
  await connection.rows('DROP TABLE replaced');
}

function toChunk(run: EventRun, visits: readonly Visit[]): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create(types);
  chunk.rowCount = visits.length;
  const { named } = run;
  const rows = Uint32Array.from(visits, ({ row }) => row);
  const vector = (index: number) => bindings.data_chunk_get_vector(chunk.chunk, index);
  const numbers = (index: number, read: (visit: Visit) => number) =>
    fillNumbers(vector(index), 'BIGINT', Float64Array.from(visits, read));
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
  return chunk;
}

function fillViews(
  { named }: EventRun,
  vector: Vector,
  views: readonly (ViewMoment | null)[],
): void {
  fillMoments(vector, views);
  named.page.fillCodes(
    child(vector, 2),
    Uint32Array.from(views, (each) => each?.page ?? 0),
  );
}

function fillTouches(
  { named }: EventRun,
  vector: Vector,
  touches: readonly (TouchMoment | null)[],
): void {
  fillMoments(vector, touches);
  for (const index of touchColumns.keys()) {
    const codes = Uint32Array.from(touches, (each) => each?.codes[index] ?? 0);
    named.touch[index]?.fillCodes(child(vector, 2 + index), codes);
  }
}

function fillMoments(vector: Vector, moments: readonly (Moment | null)[]): void {
  fillMissing(vector, moments.length, (row) => moments[row] === null);
  const numbers = (read: (moment: Moment) => number) =>
    Float64Array.from(moments, (each) => (each === null ? Number.NaN : read(each)));
  fillNumbers(
    child(vector, 0),
    'BIGINT',
    numbers(({ time }) => time),
  );
  fillNumbers(
    child(vector, 1),
    'BIGINT',
    numbers(({ sequence }) => sequence),
  );
}

function child(vector: Vector, index: number): Vector {
  return bindings.struct_vector_get_child(vector, index);
}
