import bindings, { type Vector } from '@duckdb/node-bindings';

/** Rows of one chunk of DuckDB's. */
export const chunkRows = 2_048;

/** Tells a vector which of its first rows have no value; one bit a row, in words of 64. */
export function fillMissing(
  vector: Vector,
  rows: number,
  isMissing: (row: number) => boolean,
): void {
  const bits = new Uint8Array(Math.ceil(rows / 64) * 8).fill(0xff);
  let missing = false;
  for (let row = 0; row < rows; row += 1) {
    if (!isMissing(row)) continue;
    bits[row >> 3] = (bits[row >> 3] ?? 0) & ~(1 << (row & 7));
    missing = true;
  }
  if (!missing) return;
  bindings.vector_ensure_validity_writable(vector);
  bindings.copy_data_to_vector_validity(vector, 0, bits.buffer, 0, bits.byteLength);
}

/** Numbers that fill a vector; NaN is no value. */
type Write = (vector: Vector, numbers: Float64Array) => void;

/** Ways to fill vectors with numbers, by the types of their columns. */
export const writeNumbers: Readonly<Record<'BIGINT' | 'INTEGER' | 'DOUBLE' | 'BOOLEAN', Write>> = {
  BIGINT(vector, numbers) {
    // In two words: a bigint for each would take longer than all else.
    const words = new Int32Array(numbers.length * 2);
    for (let row = 0; row < numbers.length; row += 1) {
      const number = numbers[row] ?? 0;
      const high = Math.floor(number / 2 ** 32);
      words[row * 2] = number - high * 2 ** 32;
      words[row * 2 + 1] = high;
    }
    copy(vector, words);
  },
  INTEGER: (vector, numbers) => copy(vector, Int32Array.from(numbers)),
  DOUBLE: (vector, numbers) => copy(vector, Float64Array.from(numbers)),
  BOOLEAN: (vector, numbers) => copy(vector, Uint8Array.from(numbers)),
};

/** Fills a vector with bytes in DuckDB's own form. */
export function copy(
  vector: Vector,
  values:
    | Int32Array<ArrayBuffer>
    | Uint32Array<ArrayBuffer>
    | Float64Array<ArrayBuffer>
    | Uint8Array<ArrayBuffer>,
): void {
  bindings.copy_data_to_vector(vector, 0, values.buffer, values.byteOffset, values.byteLength);
}
