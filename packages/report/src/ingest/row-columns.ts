import { eventColumns, type ColumnKind, type ColumnValue } from '@hitmark/codec/event';
import { wellFormedJson } from './data-text.ts';
import type { ReadEvent } from './read-event.ts';
import { siteHash } from './site-hash.ts';
import { readVital } from './vital.ts';

/** Type of a column of the store. */
export type StoreType = 'BIGINT' | 'INTEGER' | 'DOUBLE' | 'BOOLEAN' | 'VARCHAR' | 'VARCHAR[]';

/** Value of a column, as JavaScript has it: times are Unix ms. */
export type StoreValue = string | number | boolean | readonly string[] | null;

/** A column of the store's table of events. */
export interface RowColumn {
  readonly name: string;
  readonly type: StoreType;
  readonly read: (from: ReadEvent) => StoreValue;
}

const typeOfKind: Readonly<Record<ColumnKind, StoreType>> = {
  text: 'VARCHAR',
  choice: 'VARCHAR',
  time: 'BIGINT',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  list: 'VARCHAR[]',
  json: 'VARCHAR',
};

type Members = Readonly<Record<string, unknown>>;
type Groups = Readonly<Record<string, Members | null>>;

const plainForm = (value: ColumnValue): StoreValue => value as StoreValue;

/** Forms of those kinds that the store writes in another way. */
const storeForms: Partial<Record<ColumnKind, (value: ColumnValue) => StoreValue>> = {
  time: (value) => numberOf(Date.parse(value as string)),
  list: (value) => ((value as readonly string[]).length === 0 ? null : (value as StoreValue)),
  json: (value) => (Object.keys(value).length === 0 ? null : wellFormedJson(value)),
};

/** Members that are the same in every event, and need not be kept. */
const constants = ['v'];

/** The event's own members, under the names that codec gives their columns. */
export const memberColumns: readonly (RowColumn & {
  readonly path: string;
  readonly kind: ColumnKind;
})[] = eventColumns
  .filter(({ name }) => !constants.includes(name))
  .map(({ name, path, kind }) => ({
    name,
    path,
    kind,
    type: typeOfKind[kind],
    read: memberReader(path, storeForms[kind] ?? plainForm),
  }));

/** Columns of facts that are derived from an event once. */
const derivedColumns: readonly RowColumn[] = [
  { name: 'site_hash', type: 'INTEGER', read: ({ event }) => siteHash(event.site || null) },
  { name: 'page', type: 'VARCHAR', read: ({ address }) => address?.page || null },
  { name: 'hostname', type: 'VARCHAR', read: ({ address }) => address?.hostname ?? null },
  { name: 'touch_source', type: 'VARCHAR', read: ({ touch }) => touch?.source ?? null },
  { name: 'touch_channel', type: 'VARCHAR', read: ({ touch }) => touch?.channel ?? null },
  { name: 'browser_name', type: 'VARCHAR', read: ({ event }) => nameOf(event.client.browser) },
  { name: 'vital', type: 'VARCHAR', read: ({ event }) => readVital(event)?.name ?? null },
  { name: 'vital_value', type: 'DOUBLE', read: ({ event }) => readVital(event)?.value ?? null },
  { name: 'revenue', type: 'DOUBLE', read: ({ event }) => moneyOf(event.data['revenue']) },
];

/** All columns that come from the event alone; `visit` comes from its neighbours. */
export const rowColumns: readonly RowColumn[] = [
  { name: 'sequence', type: 'BIGINT', read: ({ sequence }) => sequence },
  ...memberColumns,
  ...derivedColumns,
];

/** Reads a member; dozens are read of each event, so that no path is walked for it. */
function memberReader(
  path: string,
  form: (value: ColumnValue) => StoreValue,
): (from: ReadEvent) => StoreValue {
  const [first = '', second] = path.split('.');
  const read = (value: unknown): StoreValue => {
    // An empty text is no value: events may leave out what is empty.
    return value === null || value === undefined || value === ''
      ? null
      : form(value as ColumnValue);
  };
  if (second === undefined) return ({ event }) => read((event as unknown as Members)[first]);
  return ({ event }) => read((event as unknown as Groups)[first]?.[second]);
}

/** A browser's name without its version: `Firefox` of `Firefox 133`. */
function nameOf(browser: string | null): string | null {
  return browser?.replace(/ [\d.]+$/, '') || null;
}

/** Least amount that is not counted as money: a single one would make every sum of the site useless. */
const tooMuchMoney = 1e12;

function moneyOf(value: unknown): number | null {
  const amount = numberOf(value);
  return amount === null || Math.abs(amount) >= tooMuchMoney ? null : amount;
}

function numberOf(value: unknown): number | null {
  return Number.isFinite(value) ? (value as number) : null;
}
