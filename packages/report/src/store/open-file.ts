import { openEngine, removeDatabase, freshPath, quote, type Connection } from './engine.ts';
import type { Engine, EngineLimits } from './engine.ts';
import { stampOf, storeVersion, type StoreSettings } from './stamp.ts';
import { StoreError } from './store-error.ts';
import { dataColumnNames, tableDefinitions } from './tables.ts';

/** Options of opening a store. */
export interface StoreOptions extends EngineLimits, StoreSettings {
  /** Path of the file; its folder must be there. */
  readonly path: string;
  /** Id of the source of events: a file of another source is built again. */
  readonly source: string;
}

/**
 * State in which the file was found.
 *
 * - `kept`: it goes on where it was
 * - `new`: there was none
 * - `older`, `changed`, `foreign`, `corrupt`: it was made by an older version, with other settings or from
 *   another source, or was damaged; it is empty now, and is to be filled from the first event on
 */
export type Found = 'kept' | 'new' | 'older' | 'changed' | 'foreign' | 'corrupt';

interface OpenedFile {
  readonly engine: Engine;
  readonly found: Found;
}

/**
 * Opens the store's file, or creates a new one where it can't be used any more.
 *
 * @param fresh true: creates a new file in any case
 * @throws StoreError `store-newer`, `store-locked`, `store-unavailable`
 */
export async function openFile(options: StoreOptions, fresh: boolean): Promise<OpenedFile> {
  // A copy that was not finished still has what was to be forgotten.
  removeDatabase(freshPath(options.path));
  if (fresh) return { engine: await makeFile(options), found: 'new' };
  try {
    const engine = await openEngine(options.path, options);
    const found = await recognise(engine, options);
    if (found === 'kept') return { engine, found };
    engine.close();
    return { engine: await makeFile(options), found };
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'store-corrupt')) throw error;
    return { engine: await makeFile(options), found: 'corrupt' };
  }
}

async function makeFile(options: StoreOptions): Promise<Engine> {
  removeDatabase(options.path);
  const engine = await openEngine(options.path, options);
  const connection = await engine.connect();
  await makeTables(connection, options, 0);
  connection.close();
  return engine;
}

/** Makes the tables of an empty file. */
export async function makeTables(
  connection: Connection,
  options: StoreSettings & Pick<StoreOptions, 'source'>,
  cursor: number,
): Promise<void> {
  const definitions = tableDefinitions(dataColumnNames(options.dataColumns));
  for (const definition of definitions) await connection.rows(definition);
  const values = [String(storeVersion), quote(stampOf(options)), quote(options.source)];
  await connection.rows(`INSERT INTO meta VALUES (${values.join(', ')}, ${cursor}, ${cursor})`);
}

async function recognise(engine: Engine, options: StoreOptions): Promise<Found> {
  const connection = await engine.connect();
  try {
    const tables = await connection.rows('SELECT table_name FROM duckdb_tables()');
    if (tables.length === 0) return 'new';
    if (!tables.some(([name]) => name === 'meta')) return 'corrupt';
    const [row] = await connection.rows('SELECT version, stamp, source FROM meta');
    if (row === undefined) return 'corrupt';
    const [version, stamp, source] = row;
    if (Number(version) > storeVersion) {
      engine.close();
      throw new StoreError(
        'store-newer',
        `${options.path} has version ${String(version)}; this hitmark reads ${storeVersion}: ` +
          'upgrade hitmark, or remove the file, which is built again from the journal',
      );
    }
    if (version !== storeVersion) return 'older';
    if (source !== options.source) return 'foreign';
    return stamp === stampOf(options) ? 'kept' : 'changed';
  } finally {
    connection.close();
  }
}
