import { closeSync, fsyncSync, openSync, renameSync, statSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import sql, { join, raw, type Sql } from 'sql-template-tag';
import {
  freshPath,
  identifier,
  quote,
  removeCompanions,
  removeDatabase,
  type Connection,
} from './engine.ts';
import { makeTables, type StoreOptions } from './open-file.ts';
import { remakeVisits } from './remake-visits.ts';
import { StoreError } from './store-error.ts';
import type { PersonKey } from '../query/person-key.ts';
import { dataPointer } from './tables.ts';

/** Choice of the events to be forgotten: a person's, or all of a site. */
export type Forgotten =
  | PersonKey
  | { readonly by: 'site'; readonly value: string }
  | { readonly by: 'data'; readonly name: string; readonly value: string };

/**
 * Copies all but somebody's events into a new file, as `finishForgetting` needs it: what DuckDB deletes
 * stays in its file, in its WAL and in temporary files.
 *
 * @returns how many events were left out
 * @throws StoreError `no-room`
 */
export async function copyWithout(
  connection: Connection,
  options: StoreOptions,
  forgotten: readonly Forgotten[],
): Promise<number> {
  refuseFullDisk(options.path);
  const fresh = freshPath(options.path);
  removeDatabase(fresh);
  const isTheirs = join(forgotten.map(condition), ' OR ');
  const [kept] = await connection.rows('SELECT current_database(), cursor, settled FROM meta');
  const [main, cursor, settled] = kept ?? [];
  await connection.rows(
    `CREATE OR REPLACE TEMP TABLE affected AS
     SELECT visit, count(*) AS events FROM events WHERE ${isTheirs.sql} GROUP BY visit`,
    isTheirs.values as string[],
  );
  const [row] = await connection.rows('SELECT coalesce(sum(events), 0) FROM affected');
  await connection.rows('DELETE FROM affected WHERE visit IS NULL');
  await connection.rows(`ATTACH ${quote(fresh)} AS fresh (STORAGE_VERSION 'v1.5.0')`);
  const old = `"${String(main)}"`;
  let isWhole = false;
  try {
    await connection.rows('USE fresh');
    await makeTables(connection, options, Number(cursor));
    await connection.rows(`UPDATE meta SET settled = ${Number(settled)}`);
    await connection.rows(
      `INSERT INTO events SELECT * FROM ${old}.events WHERE NOT coalesce(${isTheirs.sql}, false)`,
      isTheirs.values as string[],
    );
    await connection.rows(
      `INSERT INTO visits SELECT * FROM ${old}.visits WHERE visit NOT IN (SELECT visit FROM affected)`,
    );
    await remakeVisits(connection);
    isWhole = true;
  } finally {
    // After a fault too: the next write would go into the copy, and be lost with it.
    await connection.rows(`USE ${old}`);
    await connection.rows('DETACH fresh');
    if (!isWhole) removeDatabase(fresh);
    await connection.rows('DROP TABLE IF EXISTS temp.affected');
    await connection.rows('DROP TABLE IF EXISTS temp.merging');
  }
  return Number(row?.[0] ?? 0);
}

/** Puts the copy in the file's place; nothing may have the file open. */
export function replaceByCopy(path: string): void {
  // First, since beside the copy it would be read as its own. A crash now costs the last transactions,
  // which the cursor knows nothing of either.
  removeCompanions(path);
  renameSync(freshPath(path), path);
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function condition(forgotten: Forgotten): Sql {
  if (forgotten.by === 'data') {
    const pointer = dataPointer(forgotten.name);
    return sql`json_extract_string(data, ${pointer}) = ${forgotten.value}`;
  }
  return sql`${raw(identifier(forgotten.by))} = ${forgotten.value}`;
}

function refuseFullDisk(path: string): void {
  const folder = dirname(path);
  const { bavail, bsize } = statfsSync(folder);
  const needed = statSync(path).size;
  if (bavail * bsize >= needed) return;
  throw new StoreError(
    'no-room',
    `forgetting writes ${path} anew, and needs ${needed} bytes free in ${folder}: make room first`,
  );
}
