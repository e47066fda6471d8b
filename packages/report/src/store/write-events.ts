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
import { rowColumns, type RowColumn, type StoreType } from '../ingest/row-columns.ts';

/** Rows in one chunk: DuckDB's own size. */
const chunkRows = 2_048;

const types: Readonly<Record<StoreType, DuckDBType>> = {
  BIGINT,
  INTEGER,
  DOUBLE,
  BOOLEAN,
  VARCHAR,
  'VARCHAR[]': LIST(VARCHAR),
};

const columnTypes = rowColumns.map(({ type }) => types[type]);

/** Events in DuckDB's own form, column by column, for a table that has the columns of rows. */
export function toChunks(events: readonly ReadEvent[]): readonly DuckDBDataChunk[] {
  const chunks: DuckDBDataChunk[] = [];
  for (let start = 0; start < events.length; start += chunkRows) {
    const part = events.slice(start, start + chunkRows);
    const chunk = DuckDBDataChunk.create(columnTypes, part.length);
    chunk.setColumns(rowColumns.map((column) => part.map((event) => toEngine(column, event))));
    chunks.push(chunk);
  }
  return chunks;
}

function toEngine({ type, read }: RowColumn, event: ReadEvent): DuckDBValue {
  const value = read(event);
  if (value === null) return null;
  if (type === 'BIGINT') return BigInt(value as number);
  if (type === 'VARCHAR[]') return listOrNull(value as readonly string[]);
  return value as string | number | boolean;
}

function listOrNull(items: readonly string[]): DuckDBValue {
  return items.length === 0 ? null : listValue([...items]);
}
