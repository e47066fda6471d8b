import type { DuckDBValue } from '@duckdb/node-api';
import { memberColumns } from '../ingest/row-columns.ts';
import type { Row } from '../store/engine.ts';

/** Columns that an event is made of again, in the order that `eventFromRow` reads them in. */
export const listedColumns: readonly string[] = [
  'sequence',
  ...memberColumns.map(({ name }) => name),
];

type Members = Record<string, unknown>;

/** An event as it stood in the journal, from its columns: without what is null or empty. */
export function eventFromRow(row: Row): {
  readonly sequence: number;
  readonly timeMs: number;
  readonly event: Members;
} {
  const event: Members = { v: 1 };
  let timeMs = 0;
  for (const [index, { path, kind, name }] of memberColumns.entries()) {
    const value = row[index + 1] ?? null;
    if (value === null) continue;
    if (name === 'time') timeMs = Number(value);
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    groupAt(event, keys)[last] = fromEngine(kind, value);
  }
  return { sequence: Number(row[0]), timeMs, event };
}

/** The group of members under some names, which is made where it is missing. */
function groupAt(event: Members, keys: readonly string[]): Members {
  return keys.reduce<Members>((group, key) => (group[key] ??= {}) as Members, event);
}

function fromEngine(kind: (typeof memberColumns)[number]['kind'], value: DuckDBValue): unknown {
  if (kind === 'time') return new Date(Number(value)).toISOString();
  if (kind === 'json') return JSON.parse(String(value));
  // A list, told without its class: to read events from ClickHouse loads no DuckDB.
  if (typeof value === 'object' && value !== null && 'items' in value) return value.items;
  return typeof value === 'bigint' ? Number(value) : value;
}
