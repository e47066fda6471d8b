import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { SettingsError } from './settings-error.ts';

/** An item as it is kept. */
export type Kept<Item> = Item & { readonly id: number };

/** Items of one kind. */
export interface Collection<Item> {
  /** Items of some sites, in the order of their names; null: of all sites. */
  list(sites: readonly string[] | null): readonly Kept<Item>[];
  /** @throws SettingsError `setting-missing` */
  get(id: number): Kept<Item>;
  /** @throws SettingsError `setting-taken`, `settings-full` */
  create(item: Item): Kept<Item>;
  /** @throws SettingsError `setting-missing`, `setting-taken` */
  update(id: number, item: Item): Kept<Item>;
  /** @throws SettingsError `setting-missing` */
  delete(id: number): void;
}

/** Most items of one kind that a site has: each goal makes its site's queries longer. */
export const maxItemsOfSite = 100;

interface CollectionTable<Item> {
  readonly table: string;
  /** Members with columns of their own, by which an item is known. The others stand in `definition`. */
  readonly keys: readonly (keyof Item & string)[];
  /** Most of one site. */
  readonly max: number;
  /** One item's name, to finish a sentence: "a goal of this name". */
  readonly noun: string;
}

/** Keeps items of one kind in a table. */
export function createCollection<Item extends { readonly site: string }>(
  database: DatabaseSync,
  { table, keys, max, noun }: CollectionTable<Item>,
): Collection<Item> {
  const columns = keys.join(', ');
  const select = `SELECT id, ${columns}, definition FROM ${table}`;
  const byId = database.prepare(`${select} WHERE id = ?`);
  const all = database.prepare(`${select} ORDER BY ${columns}`);
  const ofSite = database.prepare(`${select} WHERE site = ? ORDER BY ${columns}`);
  const same = database.prepare(
    `SELECT id FROM ${table} WHERE ${keys.map((key) => `${key} = ?`).join(' AND ')} AND id <> ?`,
  );
  const count = database.prepare(`SELECT count(*) AS count FROM ${table} WHERE site = ?`);
  const insert = database.prepare(
    `INSERT INTO ${table} (${columns}, definition) VALUES (${keys.map(() => '?').join(', ')}, ?)`,
  );
  const change = database.prepare(
    `UPDATE ${table} SET ${keys.map((key) => `${key} = ?`).join(', ')}, definition = ? WHERE id = ?`,
  );
  const remove = database.prepare(`DELETE FROM ${table} WHERE id = ?`);

  const keysOf = (item: Item): SQLInputValue[] => keys.map((key) => String(item[key]));
  const definitionOf = (item: Item): string => {
    const rest = Object.entries(item).filter(([member]) => !keys.some((key) => key === member));
    return JSON.stringify(Object.fromEntries(rest));
  };

  function get(id: number): Kept<Item> {
    const row = byId.get(id);
    if (row === undefined) throw new SettingsError('setting-missing', `there is no ${noun} ${id}`);
    return itemOf(row);
  }

  function refuseTaken(item: Item, id: number): void {
    if (same.get(...keysOf(item), id) === undefined) return;
    throw new SettingsError(
      'setting-taken',
      `the site has a ${noun} of this name already: choose another name`,
    );
  }

  return {
    list: (sites) =>
      sites === null
        ? all.all().map(itemOf<Item>)
        : sites.flatMap((site) => ofSite.all(site).map(itemOf<Item>)),
    get,
    create(item) {
      refuseTaken(item, 0);
      if (Number(count.get(item.site)?.['count']) >= max) {
        throw new SettingsError(
          'settings-full',
          `a site has at most ${max} of them: delete a ${noun}`,
        );
      }
      return get(Number(insert.run(...keysOf(item), definitionOf(item)).lastInsertRowid));
    },
    update(id, item) {
      get(id);
      refuseTaken(item, id);
      change.run(...keysOf(item), definitionOf(item), id);
      return get(id);
    },
    delete(id) {
      get(id);
      remove.run(id);
    },
  };
}

/** Reads a row into an item, unchecked: it was parsed before it was kept. */
function itemOf<Item>({ definition, ...columns }: Record<string, unknown>): Kept<Item> {
  return { ...columns, ...(JSON.parse(String(definition)) as object) } as Kept<Item>;
}
