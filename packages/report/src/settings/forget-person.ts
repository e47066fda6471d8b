import type { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import type { Forgotten } from '../store/forget.ts';
import { inTransaction } from './in-transaction.ts';
import { SettingsError } from './settings-error.ts';

/** Text that replaces an erased one. */
const erased = '(erased)';

/** Least length of a value that is searched for within texts: a shorter one could be part of any word. */
const minLength = 6;

/** Table with the columns of its key, and those of text. */
interface TextTable {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

const tables: readonly TextTable[] = [
  { table: 'goals', key: ['id'], columns: ['name', 'definition'] },
  { table: 'funnels', key: ['id'], columns: ['name', 'definition'] },
  { table: 'segments', key: ['id'], columns: ['name', 'definition'] },
  { table: 'annotations', key: ['id'], columns: ['text', 'definition'] },
  { table: 'shared_links', key: ['id'], columns: ['name', 'filter'] },
  { table: 'emails', key: ['site', 'message'], columns: ['message', 'outline'] },
];

/** Columns whose text is JSON. */
const jsonColumns = ['definition', 'filter', 'outline'];

/**
 * Erases a person's values from goals, funnels, segments, annotations, shared links and outlines of emails, so that no
 * byte of them is left in the file: filters by them find nobody from then on. A row that then equals another is deleted.
 * All rows of a forgotten site are deleted.
 *
 * @returns number of rows that were changed
 * @throws SettingsError `settings-unavailable`
 */
export function forgetPerson(database: DatabaseSync, forgotten: readonly Forgotten[]): number {
  const sites = forgotten.filter(({ by }) => by === 'site').map(({ value }) => value);
  const persons = forgotten.filter(({ by }) => by !== 'site');
  const changed = inTransaction(database, () =>
    tables.reduce(
      (sum, table) =>
        sum + deleteSites(database, table, sites) + maskTable(database, table, persons),
      0,
    ),
  );
  // Bytes of rows that were deleted before go, too.
  database.exec('PRAGMA temp_store = MEMORY; VACUUM');
  const [checkpoint] = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  if (checkpoint?.['busy'] === 0) return changed;
  throw new SettingsError(
    'settings-unavailable',
    'another program reads report-settings.db, which keeps what was erased in it: end it',
  );
}

function deleteSites(
  database: DatabaseSync,
  { table }: TextTable,
  sites: readonly string[],
): number {
  const remove = database.prepare(`DELETE FROM ${table} WHERE site = ?`);
  return sites.reduce((sum, site) => sum + Number(remove.run(site).changes), 0);
}

function maskTable(
  database: DatabaseSync,
  { table, key, columns }: TextTable,
  forgotten: readonly Forgotten[],
): number {
  const hasKey = key.map((column) => `${column} = ?`).join(' AND ');
  const assignments = columns.map((column) => `${column} = ?`).join(', ');
  const change = database.prepare(`UPDATE OR IGNORE ${table} SET ${assignments} WHERE ${hasKey}`);
  const remove = database.prepare(`DELETE FROM ${table} WHERE ${hasKey}`);
  let changed = 0;
  const read = [...new Set([...key, ...columns])].join(', ');
  for (const row of database.prepare(`SELECT ${read} FROM ${table}`).all()) {
    const before = columns.map((column) => row[column] ?? null);
    const after = columns.map((column) => {
      const value = row[column];
      if (typeof value !== 'string') return null;
      if (!jsonColumns.includes(column)) return maskText(value, forgotten);
      return JSON.stringify(maskJson(JSON.parse(value), forgotten));
    });
    if (isDeepStrictEqual(before, after)) continue;
    changed += 1;
    const keyValues = key.map((column) => row[column] ?? null);
    if (change.run(...after, ...keyValues).changes === 0) remove.run(...keyValues);
  }
  return changed;
}

/** Masks all texts of a JSON value; in a filter by the person's own dimension also short ones. */
function maskJson(value: unknown, forgotten: readonly Forgotten[]): unknown {
  if (typeof value === 'string') return maskText(value, forgotten);
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, maskJson(member, forgotten)]),
    );
  }
  const [, dimension, values] = value as readonly unknown[];
  if (typeof dimension !== 'string' || !Array.isArray(values)) {
    return value.map((item) => maskJson(item, forgotten));
  }
  const named = forgotten.filter((each) => dimensionOf(each) === dimension);
  return [
    value[0],
    dimension,
    values.map((item: unknown) =>
      named.some((each) => each.value === item) ? erased : maskJson(item, forgotten),
    ),
  ];
}

function dimensionOf(forgotten: Forgotten): string {
  return forgotten.by === 'data' ? `data.${forgotten.name}` : forgotten.by;
}

/** Replaces a person's values in a text, as they are and as addresses write them. */
function maskText(text: string, forgotten: readonly Forgotten[]): string {
  return forgotten
    .filter(({ value }) => value.length >= minLength)
    .flatMap(({ value }) => [value, encodeURIComponent(value.toWellFormed())])
    .reduce((masked, value) => masked.replaceAll(value, erased), text);
}
