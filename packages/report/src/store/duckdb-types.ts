import { BIGINT, BOOLEAN, DOUBLE, INTEGER, LIST, VARCHAR, type DuckDBType } from '@duckdb/node-api';
import type { StoreType } from '../ingest/row-columns.ts';

/** DuckDB's types of the store's columns. */
export const duckdbTypes: Readonly<Record<StoreType, DuckDBType>> = {
  BIGINT,
  INTEGER,
  DOUBLE,
  BOOLEAN,
  VARCHAR,
  'VARCHAR[]': LIST(VARCHAR),
};
