import bindings, { type Vector } from '@duckdb/node-bindings';

/** Bytes of a text's place in a vector: its length, then the text, or its first 4 bytes and an address. */
const placeBytes = 16;
/** Longest text that stands in its place itself, in bytes. */
const inlineBytes = 12;

/** Tells a column which of its values are missing; returns whether one is there. */
export function fillMissing(vector: Vector, values: readonly unknown[]): boolean {
  let missing = 0;
  // One bit a row, in words of 64.
  const bits = new Uint8Array(Math.ceil(values.length / 64) * 8).fill(0xff);
  for (let row = 0; row < values.length; row += 1) {
    if (values[row] !== null) continue;
    bits[row >> 3] = (bits[row >> 3] ?? 0) & ~(1 << (row & 7));
    missing += 1;
  }
  if (missing > 0) {
    bindings.vector_ensure_validity_writable(vector);
    bindings.copy_data_to_vector_validity(vector, 0, bits.buffer, 0, bits.byteLength);
  }
  return missing < values.length;
}

/** Fills a column of numbers. */
export function fillNumbers(
  vector: Vector,
  numbers:
    | BigInt64Array<ArrayBuffer>
    | Float64Array<ArrayBuffer>
    | Int32Array<ArrayBuffer>
    | Uint8Array<ArrayBuffer>,
): void {
  bindings.copy_data_to_vector(vector, 0, numbers.buffer, 0, numbers.byteLength);
}

/**
 * Fills a column of texts. All go to DuckDB as one, of which each place tells a part: a call for each text
 * takes longer than everything else that is done with an event.
 *
 * The form is that of DuckDB's C API (`duckdb_string_t`), on machines that write the lowest byte first: there
 * is no other one that DuckDB's package is made for.
 */
export function fillTexts(vector: Vector, texts: readonly (string | null)[]): void {
  const { bytes, lengths } = encode(texts);
  const places = new Uint8Array(texts.length * placeBytes);
  const words = new Uint32Array(places.buffer);
  const isInline = lengths.every((length) => length <= inlineBytes);
  let address = isInline ? 0 : keepBytes(vector, bytes);
  let from = 0;
  for (const [row, length] of lengths.entries()) {
    const word = row * 4;
    words[word] = length;
    const shown = length <= inlineBytes ? length : 4;
    for (let at = 0; at < shown; at += 1) places[row * placeBytes + 4 + at] = bytes[from + at] ?? 0;
    if (length > inlineBytes) {
      words[word + 2] = address % 2 ** 32;
      words[word + 3] = Math.floor(address / 2 ** 32);
    }
    from += length;
    address += length;
  }
  bindings.copy_data_to_vector(vector, 0, places.buffer, 0, places.byteLength);
}

/** All texts one after another, in UTF-8, with the length of each in bytes. */
function encode(texts: readonly (string | null)[]): {
  readonly bytes: Uint8Array;
  readonly lengths: readonly number[];
} {
  const whole = texts.join('');
  const bytes = Buffer.from(whole);
  if (bytes.length === whole.length) {
    return { bytes, lengths: texts.map((text) => text?.length ?? 0) };
  }
  // One by one: halves of a surrogate pair, at the end of one and the start of the next, stay two.
  const each = texts.map((text) => Buffer.from(text ?? ''));
  return { bytes: Buffer.concat(each), lengths: each.map(({ length }) => length) };
}

/** Has a vector keep bytes as long as its values; returns their address, which is below 2 ** 53. */
function keepBytes(vector: Vector, bytes: Uint8Array): number {
  bindings.vector_assign_string_element_len(vector, 0, bytes);
  const place = bindings.vector_get_data(vector, placeBytes);
  return Number(new DataView(place.buffer, place.byteOffset).getBigUint64(8, true));
}
