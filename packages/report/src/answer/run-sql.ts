import type { Sql } from 'sql-template-tag';
import type { Connection, Row } from '../store/engine.ts';
import type { DuckDBValue } from '@duckdb/node-api';

/** Runs statements, whichever engine it is. */
export type Queryable = Pick<Connection, 'rows'>;

/** Runs a statement that was put together, its values bound. */
export function runSql(connection: Queryable, statement: Sql): Promise<readonly Row[]> {
  return connection.rows(statement.sql, statement.values as DuckDBValue[]);
}

/** The number in the first row's first column; null: there is none. */
export async function runForNumber(connection: Queryable, statement: Sql): Promise<number | null> {
  const [row] = await runSql(connection, statement);
  const value = row?.[0];
  return value === null || value === undefined ? null : Number(value);
}
