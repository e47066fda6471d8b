import { memberColumns, rowColumns, type RowColumn } from '../ingest/row-columns.ts';
import type { ReadEvent } from '../ingest/read-event.ts';

/** A column of the table of events. */
export interface TableColumn {
  readonly name: string;
  readonly type: string;
  /** Its value in a row, as JSON has it. */
  readonly read: (from: ReadEvent) => unknown;
}

const times = new Set(memberColumns.filter(({ kind }) => kind === 'time').map(({ name }) => name));

/** Tells whether a column of the report holds a time. */
export function isTime(name: string): boolean {
  return times.has(name);
}

/** Name of the stored column of a time, in Unix ms. The column with the time's own name is an alias, computed from it. */
export function timeColumn(name: string): string {
  return `${name}_ms`;
}

/** Columns that have a value in every row. */
const filled: Readonly<Record<string, string>> = {
  id: 'String',
  type: 'LowCardinality(String)',
  time: 'Int64',
  weight: 'Float64',
  sequence: 'Int64',
  site_hash: 'Int32',
  data: 'Map(LowCardinality(String), String)',
};

/** Columns whose values are mostly distinct. The others are `LowCardinality`: kept as numbers of a dictionary. */
const varied = new Set([
  'view',
  'visitor',
  'user',
  'recipient',
  'url',
  'title',
  'referrer',
  'search',
  'click',
  'link_url',
  'user_agent',
  'ip',
  'page',
]);

/** Columns that are written for each event, beside `journal` and `event`; the first is `id`. */
export const tableColumns: readonly TableColumn[] = [
  ...memberColumns,
  ...rowColumns.filter((column) => !memberColumns.some(({ name }) => name === column.name)),
].map((column) => ({
  name: isTime(column.name) ? timeColumn(column.name) : column.name,
  type: typeOf(column),
  read: column.name === 'data' ? readData : readerOf(column),
}));

function typeOf({ name, type }: RowColumn): string {
  const own = filled[name];
  if (own !== undefined) return own;
  if (type === 'VARCHAR[]') return 'Array(LowCardinality(String))';
  if (type === 'VARCHAR') {
    return varied.has(name) ? 'Nullable(String)' : 'LowCardinality(Nullable(String))';
  }
  const plain = { BIGINT: 'Int64', INTEGER: 'Int32', DOUBLE: 'Float64', BOOLEAN: 'Bool' }[type];
  return `Nullable(${plain})`;
}

function readerOf({ type, read }: RowColumn): TableColumn['read'] {
  if (type === 'VARCHAR[]')
    return (from) => ((read(from) ?? []) as readonly string[]).map(wellFormed);
  if (type !== 'VARCHAR') return read;
  return (from) => {
    const value = read(from);
    return value === null ? null : wellFormed(value as string);
  };
}

/** Texts of the members of `data`: a text itself, anything else as JSON. Empty members are left out. */
function readData({ event }: ReadEvent): Readonly<Record<string, string>> {
  const entries = Object.entries(event.data).flatMap(([name, value]: [string, unknown]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return value === null || text === '' ? [] : [[wellFormed(name), wellFormed(text)]];
  });
  return Object.fromEntries(entries) as Readonly<Record<string, string>>;
}

/** Replaces halves of surrogate pairs, which ClickHouse does not take as text. */
function wellFormed(text: string): string {
  return text.toWellFormed();
}
