import bindings from '@duckdb/node-bindings';
import { DuckDBDataChunk, VARCHAR } from '@duckdb/node-api';

/**
 * Size of a place in words of 4 bytes. A place is DuckDB's entry for a text in a vector: the text's length, then the
 * text itself, or its first 4 bytes and an address.
 */
export const placeWords = 4;
const placeBytes = placeWords * 4;
/** Longest text that its place holds itself, in bytes. */
const inlineBytes = 12;
/** Rows of a vector; each can keep one joined text. */
const vectorRows = 2_048;
/** Most texts that are joined. */
const pendingLimit = 8_192;

/** Texts in DuckDB's own form, each by its number from 1 on; 0 is no text. */
export interface TextPlaces {
  /** Number of the last text. */
  readonly last: number;
  /** Adds a text; returns its number. */
  add(text: string): number;
  /** The places of all texts so far, `placeWords` each, until the next one is added. */
  words(): Uint32Array;
  /** Forgets all texts. */
  clear(): void;
}

/**
 * Keeps texts in DuckDB's memory. Many texts are joined and handed over by one call, and each place refers to a part of
 * the joined text: a call for each text would take longer than everything else that is done with an event.
 *
 * The form is that of DuckDB's C API (`duckdb_string_t`), on machines that write the lowest byte first: there
 * is no other one that DuckDB's package is made for.
 */
export function createTextPlaces(): TextPlaces {
  // A vector keeps bytes as long as its values.
  let heap: DuckDBDataChunk | null = null;
  let slots = 0;
  let words = new Uint32Array(placeWords * 64);
  let last = 0;
  let pending: string[] = [];

  /** Copies bytes into DuckDB's memory, and returns their address there. */
  function keep(bytes: Uint8Array): number {
    heap ??= DuckDBDataChunk.create([VARCHAR]);
    heap.rowCount = vectorRows;
    const vector = bindings.data_chunk_get_vector(heap.chunk, 0);
    const slot = slots;
    slots += 1;
    bindings.vector_assign_string_element_len(vector, slot, bytes);
    const places = bindings.vector_get_data(vector, (slot + 1) * placeBytes);
    const view = new DataView(places.buffer, places.byteOffset + slot * placeBytes);
    // Addresses are below 2 ** 53.
    return Number(view.getBigUint64(8, true));
  }

  function encodePending(): void {
    if (pending.length === 0) return;
    const { bytes, lengths } = encode(pending);
    const isInline = lengths.every((length) => length <= inlineBytes);
    let address = isInline ? 0 : keep(bytes);
    const wordBytes = new Uint8Array(words.buffer);
    let from = 0;
    let number = last - pending.length + 1;
    for (const length of lengths) {
      const word = number * placeWords;
      words[word] = length;
      words[word + 1] = 0;
      words[word + 2] = 0;
      words[word + 3] = 0;
      const end = length <= inlineBytes ? length : 4;
      for (let at = 0; at < end; at += 1) wordBytes[word * 4 + 4 + at] = bytes[from + at] ?? 0;
      if (length > inlineBytes) {
        words[word + 2] = address % 2 ** 32;
        words[word + 3] = Math.floor(address / 2 ** 32);
      }
      from += length;
      address += length;
      number += 1;
    }
    pending = [];
  }

  return {
    get last() {
      return last;
    },
    add(text) {
      last += 1;
      if ((last + 1) * placeWords > words.length) {
        const longer = new Uint32Array(words.length * 2);
        longer.set(words);
        words = longer;
      }
      pending.push(text);
      if (pending.length === pendingLimit) encodePending();
      return last;
    },
    words() {
      encodePending();
      return words;
    },
    clear() {
      heap?.reset();
      slots = 0;
      last = 0;
      pending = [];
    },
  };
}

/** Joins texts in UTF-8, and returns the length of each in bytes. */
function encode(texts: readonly string[]): {
  readonly bytes: Uint8Array;
  readonly lengths: readonly number[];
} {
  const whole = texts.join('');
  const bytes = Buffer.from(whole);
  if (bytes.length === whole.length) return { bytes, lengths: texts.map(({ length }) => length) };
  const lengths = texts.map((text) => Buffer.byteLength(text));
  if (lengths.reduce((sum, length) => sum + length, 0) === bytes.length) return { bytes, lengths };
  // One by one: joined, half a surrogate pair at the end of a text and half at the start of the next would become one.
  const each = texts.map((text) => Buffer.from(text));
  return { bytes: Buffer.concat(each), lengths: each.map(({ length }) => length) };
}
