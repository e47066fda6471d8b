import { eventColumns, type ColumnKind, type ColumnValue } from '@hitmark/codec/event';
import type { ReadEvent } from './read-event.ts';
import { siteHash } from './site-hash.ts';
import { readVital } from './vital.ts';

/** Type of a column of the store. */
export type StoreType = 'BIGINT' | 'INTEGER' | 'DOUBLE' | 'BOOLEAN' | 'VARCHAR' | 'VARCHAR[]';

/** Value of a column, as JavaScript has it: times are Unix ms. */
type StoreValue = string | number | boolean | readonly string[] | null;

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

/** What stands in every event, and so need not be kept. */
const constants = ['v'];

/** The event's own members, under the names that codec gives their columns. */
export const memberColumns: readonly (RowColumn & {
  readonly path: string;
  readonly kind: ColumnKind;
})[] = eventColumns
  .filter(({ name }) => !constants.includes(name))
  .map(({ name, path, kind, read }) => ({
    name,
    path,
    kind,
    type: typeOfKind[kind],
    read: ({ event }) => toStoreValue(kind, read(event)),
  }));

/** What is found out about an event once. */
const derivedColumns: readonly RowColumn[] = [
  { name: 'site_hash', type: 'INTEGER', read: ({ event }) => siteHash(event.site || null) },
  { name: 'page', type: 'VARCHAR', read: ({ address }) => address?.page || null },
  { name: 'hostname', type: 'VARCHAR', read: ({ address }) => address?.hostname ?? null },
  { name: 'touch_source', type: 'VARCHAR', read: ({ touch }) => touch?.source ?? null },
  { name: 'touch_channel', type: 'VARCHAR', read: ({ touch }) => touch?.channel ?? null },
  { name: 'browser_name', type: 'VARCHAR', read: ({ event }) => nameOf(event.client.browser) },
  { name: 'vital', type: 'VARCHAR', read: ({ event }) => readVital(event)?.name ?? null },
  { name: 'vital_value', type: 'DOUBLE', read: ({ event }) => readVital(event)?.value ?? null },
  { name: 'revenue', type: 'DOUBLE', read: ({ event }) => numberOf(event.data['revenue']) },
];

/** All columns that come from the event alone; `visit` comes from its neighbours. */
export const rowColumns: readonly RowColumn[] = [
  { name: 'sequence', type: 'BIGINT', read: ({ sequence }) => sequence },
  ...memberColumns,
  ...derivedColumns,
];

/** An empty text is no value: events may leave out what is empty. */
function toStoreValue(kind: ColumnKind, value: ColumnValue | null): StoreValue {
  if (value === null || value === '') return null;
  if (kind === 'time') return numberOf(Date.parse(value as string));
  if (kind === 'json') return Object.keys(value).length === 0 ? null : wellFormedJson(value);
  return value as StoreValue;
}

/** JSON text in which no half of a surrogate pair stands alone: DuckDB takes such a text for no JSON. */
function wellFormedJson(value: ColumnValue): string {
  return JSON.stringify(value).replace(/\\(?:(ud[89a-f][\da-f]{2})|.)/g, (all, half) =>
    half === undefined ? all : '\ufffd',
  );
}

/** A browser's name without its version: `Firefox` of `Firefox 133`. */
function nameOf(browser: string | null): string | null {
  return browser?.replace(/ [\d.]+$/, '') || null;
}

function numberOf(value: unknown): number | null {
  return Number.isFinite(value) ? (value as number) : null;
}
