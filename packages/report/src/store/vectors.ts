import bindings, { type Vector } from '@duckdb/node-bindings';
import { placeWords } from './text-places.ts';

/** Rows of one chunk of DuckDB's. */
export const chunkRows = 2_048;

/** Types of columns of numbers. */
export type NumberType = 'BIGINT' | 'INTEGER' | 'DOUBLE' | 'BOOLEAN';

/** Fills vectors of at most `chunkRows` in DuckDB's own form, all from the same few buffers. */
export interface VectorFiller {
  /** Tells a vector which of its first rows have no value. */
  missing(vector: Vector, rows: number, isMissing: (row: number) => boolean): void;
  /** Fills a vector with numbers; NaN is no value. */
  numbers(vector: Vector, type: NumberType, rows: number, numberAt: (row: number) => number): void;
  /** Fills a vector with texts by their numbers in a list of places; 0 is no text. */
  texts(vector: Vector, words: Uint32Array, rows: number, codeAt: (row: number) => number): void;
}

export function createVectorFiller(): VectorFiller {
  const buffer = new ArrayBuffer(chunkRows * placeWords * 4);
  const [words, signed] = [new Uint32Array(buffer), new Int32Array(buffer)];
  const [doubles, bytes] = [new Float64Array(buffer), new Uint8Array(buffer)];
  const read = new Float64Array(chunkRows);
  // One bit a row, in words of 64.
  const bits = new Uint8Array(chunkRows / 8);

  function missing(vector: Vector, rows: number, isMissing: (row: number) => boolean): void {
    let isAny = false;
    for (let row = 0; row < rows; row += 1) {
      if (!isMissing(row)) continue;
      if (!isAny) bits.fill(0xff);
      isAny = true;
      bits[row >> 3] = (bits[row >> 3] ?? 0) & ~(1 << (row & 7));
    }
    if (!isAny) return;
    bindings.vector_ensure_validity_writable(vector);
    const length = Math.ceil(rows / 64) * 8;
    bindings.copy_data_to_vector_validity(vector, 0, bits.buffer, 0, length);
  }

  /** Each puts numbers into the buffer; returns how many bytes. */
  const writers: Readonly<Record<NumberType, (rows: number) => number>> = {
    BIGINT(rows) {
      // In two words: a bigint for each would take longer than all else.
      for (let row = 0; row < rows; row += 1) {
        const number = read[row] ?? 0;
        const high = Math.floor(number / 2 ** 32);
        words[row * 2] = number - high * 2 ** 32;
        signed[row * 2 + 1] = high;
      }
      return rows * 8;
    },
    INTEGER(rows) {
      for (let row = 0; row < rows; row += 1) signed[row] = read[row] ?? 0;
      return rows * 4;
    },
    DOUBLE(rows) {
      for (let row = 0; row < rows; row += 1) doubles[row] = read[row] ?? 0;
      return rows * 8;
    },
    BOOLEAN(rows) {
      for (let row = 0; row < rows; row += 1) bytes[row] = read[row] ?? 0;
      return rows;
    },
  };

  return {
    missing,
    numbers(vector, type, rows, numberAt) {
      for (let row = 0; row < rows; row += 1) read[row] = numberAt(row);
      missing(vector, rows, (row) => Number.isNaN(read[row]));
      bindings.copy_data_to_vector(vector, 0, buffer, 0, writers[type](rows));
    },
    texts(vector, places, rows, codeAt) {
      for (let row = 0; row < rows; row += 1) read[row] = codeAt(row);
      missing(vector, rows, (row) => read[row] === 0);
      for (let row = 0; row < rows; row += 1) {
        const from = (read[row] ?? 0) * placeWords;
        const to = row * placeWords;
        words[to] = places[from] ?? 0;
        words[to + 1] = places[from + 1] ?? 0;
        words[to + 2] = places[from + 2] ?? 0;
        words[to + 3] = places[from + 3] ?? 0;
      }
      bindings.copy_data_to_vector(vector, 0, buffer, 0, rows * placeWords * 4);
    },
  };
}
