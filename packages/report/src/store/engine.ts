import { rmSync } from 'node:fs';
import {
  DuckDBInstance,
  type DuckDBAppender,
  type DuckDBConnection,
  type DuckDBValue,
} from '@duckdb/node-api';
import { toStoreError } from './engine-error.ts';
import { engineLimit } from './engine-limit.ts';

/** Limits of DuckDB's memory and threads. */
export interface EngineLimits {
  /** Such as `512MB`, events on their way included: what does not fit goes to a folder beside the file. */
  readonly memoryLimit: string;
  readonly threads: number;
}

/** A row as JavaScript has it; whole numbers of 64 bits are bigint. */
export type Row = readonly DuckDBValue[];

/** A connection to the store's file. */
export interface Connection {
  /** @throws StoreError */
  rows(sql: string, values?: readonly DuckDBValue[]): Promise<readonly Row[]>;
  /** @param catalog null: that of the file */
  appender(catalog: 'temp' | null, table: string): Promise<DuckDBAppender>;
  /** Cancels the running statement, which then throws `query-cancelled`. */
  interrupt(): void;
  close(): void;
}

/** DuckDB with one file open. */
export interface Engine {
  connect(): Promise<Connection>;
  close(): void;
}

/** Files that DuckDB writes beside a database file. */
const companions = ['.wal', '.wal.checkpoint', '.wal.recovery'];

/** Path of the new file that `forget` writes, before it replaces the old one. */
export function freshPath(path: string): string {
  return `${path}.new`;
}

/** Removes a database file with all that belongs to it. */
export function removeDatabase(path: string): void {
  rmSync(path, { force: true });
  removeCompanions(path);
}

/** Removes the files beside a database file that is closed. */
export function removeCompanions(path: string): void {
  for (const suffix of companions) rmSync(path + suffix, { force: true });
}

/**
 * Opens the file, or creates it. Whatever SQL is run, DuckDB reads and writes no other file, loads no extension
 * and changes no setting.
 *
 * @throws StoreError
 */
export async function openEngine(path: string, limits: EngineLimits): Promise<Engine> {
  const spill = `${path}.tmp`;
  // Files of a process that was killed would outlive `forget`.
  rmSync(spill, { recursive: true, force: true });
  try {
    const instance = await DuckDBInstance.create(path, {
      memory_limit: engineLimit(limits.memoryLimit),
      threads: String(limits.threads),
      temp_directory: spill,
      // One row group at a time waits to be written.
      write_buffer_row_group_count: '1',
      storage_compatibility_version: 'v1.5.0',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
    });
    const engine = { connect: () => connect(instance), close: () => instance.closeSync() };
    await lockDown(engine, path);
    return engine;
  } catch (error) {
    throw toStoreError(error);
  }
}

async function lockDown(engine: Engine, path: string): Promise<void> {
  const connection = await engine.connect();
  const allowed = ['', ...companions].map((suffix) => quote(freshPath(path) + suffix));
  await connection.rows(`SET allowed_paths = [${allowed.join(', ')}]`);
  await connection.rows('SET enable_external_access = false');
  await connection.rows('SET lock_configuration = true');
  connection.close();
}

async function connect(instance: DuckDBInstance): Promise<Connection> {
  const connection: DuckDBConnection = await instance.connect();
  return {
    async rows(sql, values = []) {
      try {
        const reader = await connection.runAndReadAll(sql, [...values]);
        return reader.getRows();
      } catch (error) {
        throw toStoreError(error);
      }
    },
    appender: (catalog, table) => connection.createAppender(table, null, catalog),
    interrupt: () => connection.interrupt(),
    close: () => connection.closeSync(),
  };
}

/** Writes a text as a literal of SQL, for statements that take no parameters. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Writes a name as an identifier of SQL. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
