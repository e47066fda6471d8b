/** Bytes that one character takes at most, with escapes around it. */
const maxBytes = 8;

/** Range of offsets in which the same characters end: escapes of ISO-2022-JP are no characters. */
interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * Finds the places of a text in the bytes that it was decoded from. A decoder does not tell them, so they
 * are searched for, each from the one before.
 *
 * @returns a function of ascending offsets, which answers null where it finds no place
 */
export function createByteOffsets(
  bytes: Uint8Array,
  text: string,
  decode: (bytes: Uint8Array) => string,
): (offset: number) => Range | null {
  let fromText = 0;
  let fromByte = 0;
  return (offset) => {
    const wanted = text.slice(fromText, offset);
    const decodeTo = (end: number) => decode(bytes.subarray(fromByte, end));
    let low = Math.min(fromByte + wanted.length, bytes.length);
    let high = Math.min(low + wanted.length * maxBytes, bytes.length);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (decodeTo(middle).length < wanted.length) low = middle + 1;
      else high = middle;
    }
    // Broken characters, and escapes that are cut, are counted otherwise: look around.
    const ends = Array.from({ length: 2 * maxBytes }, (_, index) => low - maxBytes + index).filter(
      (end) => end >= fromByte && end <= bytes.length && decodeTo(end) === wanted,
    );
    const [first] = ends;
    const last = ends.at(-1);
    if (first === undefined || last === undefined) return null;
    fromText = offset;
    fromByte = first;
    return { first, last };
  };
}
