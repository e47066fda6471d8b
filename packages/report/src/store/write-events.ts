import bindings, { type Vector } from '@duckdb/node-bindings';
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  DuckDBDataChunk,
  INTEGER,
  LIST,
  VARCHAR,
  listValue,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { ReadEvent } from '../ingest/read-event.ts';
import { rowColumns, type StoreType, type StoreValue } from '../ingest/row-columns.ts';
import { fillMissing, fillNumbers, fillTexts } from './fill-vector.ts';

/** Rows in one chunk: DuckDB's own size. */
export const chunkRows = 2_048;

const types: Readonly<Record<StoreType, DuckDBType>> = {
  BIGINT,
  INTEGER,
  DOUBLE,
  BOOLEAN,
  VARCHAR,
  'VARCHAR[]': LIST(VARCHAR),
};

const columnTypes = rowColumns.map(({ type }) => types[type]);

/** Writes events in DuckDB's own form, column by column. */
export interface EventWriter {
  /**
   * One chunk, of at most `chunkRows`, for a table that has the columns of rows.
   *
   * @param filled gets the names of those columns that have a value
   */
  toChunk(events: readonly ReadEvent[], filled: Set<string>): DuckDBDataChunk;
  /** Takes chunks back that are not needed any more: their memory is DuckDB's, of which Node knows nothing. */
  release(chunks: readonly DuckDBDataChunk[]): void;
}

export function createEventWriter(): EventWriter {
  const free: DuckDBDataChunk[] = [];
  return {
    toChunk(events, filled) {
      const chunk = free.pop() ?? DuckDBDataChunk.create(columnTypes);
      fillChunk(chunk, events, filled);
      return chunk;
    },
    release(chunks) {
      for (const chunk of chunks) chunk.reset();
      free.push(...chunks);
    },
  };
}

function fillChunk(
  chunk: DuckDBDataChunk,
  events: readonly ReadEvent[],
  filled: Set<string>,
): void {
  chunk.rowCount = events.length;
  for (const [index, { name, type, read }] of rowColumns.entries()) {
    const values = events.map(read);
    const vector = bindings.data_chunk_get_vector(chunk.chunk, index);
    if (!fillMissing(vector, values)) continue;
    filled.add(name);
    if (type === 'VARCHAR[]') chunk.setColumnValues(index, values.map(toList));
    else fillValues(vector, type, values);
  }
}

function fillValues(
  vector: Vector,
  type: Exclude<StoreType, 'VARCHAR[]'>,
  values: readonly StoreValue[],
): void {
  if (type === 'VARCHAR') {
    fillTexts(vector, values as readonly (string | null)[]);
    return;
  }
  // A boolean is 1 or 0; what stands where a value is missing does not matter.
  const numbers = values.map(Number);
  if (type === 'BIGINT') fillNumbers(vector, BigInt64Array.from(numbers, BigInt));
  else if (type === 'DOUBLE') fillNumbers(vector, Float64Array.from(numbers));
  else if (type === 'INTEGER') fillNumbers(vector, Int32Array.from(numbers));
  else fillNumbers(vector, Uint8Array.from(numbers));
}

function toList(items: StoreValue): DuckDBValue {
  return items === null ? null : listValue([...(items as readonly string[])]);
}
