import type { ReadEvent } from '../ingest/read-event.ts';
import { rowColumns, type StoreType, type StoreValue } from '../ingest/row-columns.ts';
import { dataText } from '../ingest/data-text.ts';
import { touchColumns } from '../ingest/visit.ts';
import {
  createNumberColumn,
  createRunColumn,
  createTextColumn,
  type NumberColumn,
  type RunColumn,
  type TextColumn,
} from './run-columns.ts';
import { createVectorFiller, type VectorFiller } from './vectors.ts';

/** Rows of one of DuckDB's row groups, which are laid out together. */
export const runLength = 122_880;

/** Text of events after which a run is full, in characters: what is in memory is bounded. */
const maxCharacters = 96 * 2 ** 20;

/** Columns that visits are made of. */
interface NamedColumns {
  readonly sequence: NumberColumn;
  readonly time: NumberColumn;
  readonly siteHash: NumberColumn;
  /** The event's visit: NaN until it is found. */
  readonly visit: NumberColumn;
  readonly site: TextColumn;
  readonly visitor: TextColumn;
  readonly page: TextColumn;
  readonly touch: readonly TextColumn[];
}

/** Types of events that make up visits. */
const visited = ['pageview', 'event', 'engagement'] as const;

/** Kind of an event as visits count it. */
export const rowKind = { none: 0, view: 1, event: 2, engagement: 3 } as const;

/** Events on their way into the store, column by column, in the order in which they came. */
export interface EventRun {
  readonly rows: number;
  /** Tells whether no more are to be added. */
  readonly isFull: boolean;
  /** The last sequence that it goes up to. */
  cursor: number;
  /** All columns of the table, in its order. */
  readonly columns: readonly RunColumn[];
  readonly types: readonly StoreType[];
  readonly named: NamedColumns;
  readonly filler: VectorFiller;
  /** `rowKind` of each row. */
  readonly kinds: Uint8Array;
  add(event: ReadEvent, characters: number): void;
  /** Forgets its events, so that others can take their place. */
  clear(): void;
}

/** @param dataNames names of `data` that have a column of their own */
export function createEventRun(dataNames: readonly string[]): EventRun {
  const filler = createVectorFiller();
  const kinds = new Uint8Array(runLength);
  const named = {
    sequence: createNumberColumn(filler, 'BIGINT', runLength),
    time: createNumberColumn(filler, 'BIGINT', runLength),
    siteHash: createNumberColumn(filler, 'INTEGER', runLength),
    visit: createNumberColumn(filler, 'BIGINT', runLength),
    site: createTextColumn(filler, runLength, true),
    visitor: createTextColumn(filler, runLength, true),
    page: createTextColumn(filler, runLength, false),
    touch: touchColumns.map(() => createTextColumn(filler, runLength, false)),
  };
  const byName = new Map<string, RunColumn>([
    ['sequence', named.sequence],
    ['time', named.time],
    ['site_hash', named.siteHash],
    ['site', named.site],
    ['visitor', named.visitor],
    ['page', named.page],
    ...touchColumns.map((name, index): [string, RunColumn] => [
      name,
      named.touch[index] as RunColumn,
    ]),
  ]);
  const sources: readonly {
    readonly column: RunColumn;
    readonly type: StoreType;
    readonly read: (event: ReadEvent) => StoreValue;
  }[] = [
    ...rowColumns.map(({ name, type, read }) => ({
      column: byName.get(name) ?? createRunColumn(filler, type, runLength),
      type,
      read,
    })),
    { column: named.visit, type: 'BIGINT', read: () => null },
    ...dataNames.map((name) => ({
      column: createRunColumn(filler, 'VARCHAR', runLength),
      type: 'VARCHAR' as const,
      read: ({ event }: ReadEvent) => dataText(event.data, name),
    })),
  ];
  const columns = sources.map(({ column }) => column);
  let rows = 0;
  let length = 0;

  return {
    cursor: 0,
    columns,
    types: sources.map(({ type }) => type),
    named,
    filler,
    kinds,
    get rows() {
      return rows;
    },
    get isFull() {
      return rows === runLength || length >= maxCharacters;
    },
    add(event, characters) {
      for (const { column, read } of sources) column.set(rows, read(event));
      const { type, visitor } = event.event;
      kinds[rows] = visitor ? visited.findIndex((each) => each === type) + 1 : rowKind.none;
      rows += 1;
      length += characters;
    },
    clear() {
      for (const column of columns) column.clear();
      rows = 0;
      length = 0;
    },
  };
}
