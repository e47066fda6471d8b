import bindings, { type Vector } from '@duckdb/node-bindings';
import { listValue, type DuckDBDataChunk } from '@duckdb/node-api';
import type { StoreType, StoreValue } from '../ingest/row-columns.ts';
import { createTextPlaces } from './text-places.ts';
import type { NumberType, VectorFiller } from './vectors.ts';

/** A column of events in memory, whose values can be written into DuckDB in any order of rows. */
export interface RunColumn {
  set(row: number, value: StoreValue): void;
  /** Fills a column of a chunk with the values of some rows, in their order. */
  fill(chunk: DuckDBDataChunk, index: number, rows: Uint32Array): void;
  /** Forgets all values. */
  clear(): void;
}

/** A column of numbers. */
export interface NumberColumn extends RunColumn {
  /** Each row's number; NaN is no value. */
  readonly numbers: Float64Array;
}

/** A column of texts, each of which is kept once, as long as there are not too many. */
export interface TextColumn extends RunColumn {
  /** Number of each row's text; 0 is none. */
  readonly codes: Uint32Array;
  /** Returns the number of a text, which need not stand in a row. */
  codeOf(text: string | null): number;
  /** Fills a vector with texts by their numbers. */
  fillCodes(vector: Vector, rows: number, codeAt: (row: number) => number): void;
}

/** @param length greatest number of rows */
export function createRunColumn(filler: VectorFiller, type: StoreType, length: number): RunColumn {
  if (type === 'VARCHAR') return createTextColumn(filler, length, false);
  return type === 'VARCHAR[]' ? createListColumn(filler) : createNumberColumn(filler, type, length);
}

export function createNumberColumn(
  filler: VectorFiller,
  type: NumberType,
  length: number,
): NumberColumn {
  // Most columns are empty, and take no memory then.
  let numbers: Float64Array | null = null;
  let end = 0;

  function allocate(): Float64Array {
    numbers ??= new Float64Array(length).fill(Number.NaN);
    return numbers;
  }

  return {
    get numbers() {
      return allocate();
    },
    set(row, value) {
      if (value === null) return;
      allocate()[row] = Number(value);
      end = Math.max(end, row + 1);
    },
    fill(chunk, index, rows) {
      const vector = bindings.data_chunk_get_vector(chunk.chunk, index);
      const values = numbers;
      if (values === null || end === 0) filler.missing(vector, rows.length, () => true);
      else filler.numbers(vector, type, rows.length, (at) => values[rows[at] ?? 0] ?? 0);
    },
    clear() {
      numbers?.fill(Number.NaN, 0, end);
      end = 0;
    },
  };
}

/** Greatest number of texts that are looked up: a column with more of them hardly repeats any. */
const knownLimit = 4_096;

/** @param isComplete true: two rows of the same text always have the same number */
export function createTextColumn(
  filler: VectorFiller,
  length: number,
  isComplete: boolean,
): TextColumn {
  // Most columns are empty, and take no memory then.
  let codes: Uint32Array | null = null;
  let end = 0;
  const places = createTextPlaces();
  const known = new Map<string, number>();

  function codeOf(text: string | null): number {
    if (text === null) return 0;
    const isFull = !isComplete && known.size >= knownLimit;
    // In a column full of different texts no text is looked up any more.
    if (isFull && places.last > 2 * knownLimit) return places.add(text);
    const code = known.get(text);
    if (code !== undefined) return code;
    const added = places.add(text);
    if (!isFull) known.set(text, added);
    return added;
  }

  function fillCodes(vector: Vector, rows: number, codeAt: (row: number) => number): void {
    filler.texts(vector, places.words(), rows, codeAt);
  }

  function allocate(): Uint32Array {
    codes ??= new Uint32Array(length);
    return codes;
  }

  return {
    get codes() {
      return allocate();
    },
    codeOf,
    fillCodes,
    set(row, value) {
      if (value === null) return;
      allocate()[row] = codeOf(value as string);
      end = Math.max(end, row + 1);
    },
    fill(chunk, index, rows) {
      const vector = bindings.data_chunk_get_vector(chunk.chunk, index);
      const values = codes;
      if (values === null || end === 0) filler.missing(vector, rows.length, () => true);
      else fillCodes(vector, rows.length, (at) => values[rows[at] ?? 0] ?? 0);
    },
    clear() {
      codes?.fill(0, 0, end);
      end = 0;
      places.clear();
      known.clear();
    },
  };
}

/** A column of lists, which few events have. */
function createListColumn(filler: VectorFiller): RunColumn {
  const lists = new Map<number, readonly string[]>();
  return {
    set(row, value) {
      if (value !== null) lists.set(row, value as readonly string[]);
    },
    fill(chunk, index, rows) {
      const chosen = Array.from(rows, (row) => {
        const list = lists.get(row);
        return list === undefined ? null : listValue([...list]);
      });
      if (chosen.some((list) => list !== null)) chunk.setColumnValues(index, chosen);
      else
        filler.missing(bindings.data_chunk_get_vector(chunk.chunk, index), rows.length, () => true);
    },
    clear: () => lists.clear(),
  };
}
