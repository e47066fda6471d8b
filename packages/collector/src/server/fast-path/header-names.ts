/** Headers that change how a message is read, or ask for another protocol: only a whole parser may read these. */
const unusual = new Set(['transfer-encoding', 'expect', 'upgrade', 'trailer', 'te']);

/** Slots of the cache: with the hash of `simple-request.ts`, no two of some sixty usual names share one. */
const slots = 1_024;
/** Longest name that is cached, in bytes; `Upgrade-Insecure-Requests` has 25. */
const longestCached = 32;

/**
 * Returns a header's name in lower case, from the bytes between `start` and `end`, whose hash is given; null: only
 * a whole parser may read this header.
 */
type HeaderNames = (bytes: Uint8Array, start: number, end: number, hash: number) => string | null;

/** A header's name as a client has spelled it. */
interface Spelling {
  readonly sent: Uint8Array;
  readonly name: string | null;
}

/**
 * Creates a cache of header names, one for each slot; a new name replaces the one before. Clients send the same few
 * names, and comparing bytes is cheaper than making each into a string.
 */
export function createHeaderNames(): HeaderNames {
  const spellings: (Spelling | undefined)[] = Array.from({ length: slots });

  return (bytes, start, end, hash) => {
    const known = spellings[hash & (slots - 1)];
    if (known !== undefined && isAt(bytes, start, end, known.sent)) return known.name;
    const sent = new Uint8Array(bytes.subarray(start, end));
    const lower = Buffer.from(sent).toString('latin1').toLowerCase();
    const name = unusual.has(lower) ? null : lower;
    if (sent.length <= longestCached) spellings[hash & (slots - 1)] = { sent, name };
    return name;
  };
}

function isAt(bytes: Uint8Array, start: number, end: number, expected: Uint8Array): boolean {
  if (end - start !== expected.length) return false;
  let same = 0;
  while (same < expected.length && expected[same] === bytes[start + same]) same += 1;
  return same === expected.length;
}
