import bindings, { type Vector } from '@duckdb/node-bindings';
import { listValue, type DuckDBDataChunk } from '@duckdb/node-api';
import type { StoreType, StoreValue } from '../ingest/row-columns.ts';
import { createTextPlaces, placeWords } from './text-places.ts';
import { copy, fillMissing, writeNumbers } from './vectors.ts';

/** A column of events in memory: its values by row, and their way into DuckDB in any order. */
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
  /** Number of a text, of a row or not. */
  codeOf(text: string | null): number;
  /** Fills a vector with texts by their numbers. */
  fillCodes(vector: Vector, codes: Uint32Array): void;
}

/** @param length how many rows there are at most */
export function createRunColumn(type: StoreType, length: number): RunColumn {
  if (type === 'VARCHAR') return createTextColumn(length, false);
  return type === 'VARCHAR[]' ? createListColumn() : createNumberColumn(type, length);
}

export function createNumberColumn(
  type: Exclude<StoreType, 'VARCHAR' | 'VARCHAR[]'>,
  length: number,
): NumberColumn {
  const numbers = new Float64Array(length);
  return {
    numbers,
    set(row, value) {
      numbers[row] = value === null ? Number.NaN : Number(value);
    },
    fill(chunk, index, rows) {
      const chosen = new Float64Array(rows.length);
      for (let at = 0; at < rows.length; at += 1) chosen[at] = numbers[rows[at] ?? 0] ?? 0;
      fillNumbers(bindings.data_chunk_get_vector(chunk.chunk, index), type, chosen);
    },
    clear() {},
  };
}

/** Fills a vector with numbers; NaN is no value. */
export function fillNumbers(
  vector: Vector,
  type: keyof typeof writeNumbers,
  numbers: Float64Array,
): void {
  fillMissing(vector, numbers.length, (row) => Number.isNaN(numbers[row]));
  writeNumbers[type](vector, numbers);
}

/** Texts that are looked up, where not all are: more are those of a column that hardly repeats any. */
const knownLimit = 4_096;

/** @param isComplete whether two rows of the same text always have the same number */
export function createTextColumn(length: number, isComplete: boolean): TextColumn {
  const codes = new Uint32Array(length);
  const places = createTextPlaces();
  const known = new Map<string, number>();

  function codeOf(text: string | null): number {
    if (text === null) return 0;
    const isFull = !isComplete && known.size >= knownLimit;
    // Of a column full of different texts, none is looked up any more.
    if (isFull && places.last > 2 * knownLimit) return places.add(text);
    const code = known.get(text);
    if (code !== undefined) return code;
    const added = places.add(text);
    if (!isFull) known.set(text, added);
    return added;
  }

  function fillCodes(vector: Vector, chosen: Uint32Array): void {
    fillMissing(vector, chosen.length, (row) => chosen[row] === 0);
    const words = places.words();
    const filled = new Uint32Array(chosen.length * placeWords);
    for (let at = 0; at < chosen.length; at += 1) {
      const from = (chosen[at] ?? 0) * placeWords;
      const to = at * placeWords;
      filled[to] = words[from] ?? 0;
      filled[to + 1] = words[from + 1] ?? 0;
      filled[to + 2] = words[from + 2] ?? 0;
      filled[to + 3] = words[from + 3] ?? 0;
    }
    copy(vector, filled);
  }

  return {
    codes,
    codeOf,
    fillCodes,
    set(row, value) {
      codes[row] = codeOf(value as string | null);
    },
    fill(chunk, index, rows) {
      const chosen = new Uint32Array(rows.length);
      for (let at = 0; at < rows.length; at += 1) chosen[at] = codes[rows[at] ?? 0] ?? 0;
      fillCodes(bindings.data_chunk_get_vector(chunk.chunk, index), chosen);
    },
    clear() {
      places.clear();
      known.clear();
    },
  };
}

/** A column of lists, which few events have. */
function createListColumn(): RunColumn {
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
      else fillMissing(bindings.data_chunk_get_vector(chunk.chunk, index), rows.length, () => true);
    },
    clear: () => lists.clear(),
  };
}
