import { LinkError } from '../link-error.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const pad = 0x3d;
const none = 64;

const codes = /* @__PURE__ */ Uint8Array.from(alphabet, (character) => character.charCodeAt(0));
const sextets = /* @__PURE__ */ readingTable();

/** `base64.urlsafe_b64encode`, padded. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    // Bytes beyond the end count as 0 here; their characters are overwritten below.
    const bits = (bytes[from]! << 16) | (bytes[from + 1]! << 8) | bytes[from + 2]!;
    text[to] = codes[bits >> 18]!;
    text[to + 1] = codes[(bits >> 12) & 63]!;
    text[to + 2] = codes[(bits >> 6) & 63]!;
    text[to + 3] = codes[bits & 63]!;
  }
  return new TextDecoder().decode(text.fill(pad, Math.ceil((bytes.length * 4) / 3)));
}

/**
 * `base64.urlsafe_b64decode`, as lenient as CPython's: it skips what is not in the alphabet, takes
 * `+` and `/` for `-` and `_`, and stops where padding completes a group of four, whatever follows.
 *
 * @throws LinkError `malformed-base64` where the last group is incomplete
 */
export function decodeBase64(text: string): Uint8Array {
  const input = new TextEncoder().encode(text);
  const bytes = new Uint8Array(Math.ceil((input.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let quad = 0;
  let pads = 0;
  for (const code of input) {
    if (code === pad) {
      if (quad >= 2 && quad + ++pads >= 4) return bytes.subarray(0, length);
      continue;
    }
    const sextet = sextets[code]!;
    if (sextet === none) continue;
    pads = 0;
    bits = (bits << 6) | sextet;
    quad = (quad + 1) & 3;
    // The second, third and fourth character of a group complete a byte, with 4, 2 and 0 bits over.
    if (quad !== 1) bytes[length++] = bits >> ((-quad & 3) * 2);
  }
  if (quad === 0) return bytes.subarray(0, length);
  throw new LinkError('malformed-base64', 'expected base64 in whole groups of four characters');
}

function readingTable(): Uint8Array {
  const table = new Uint8Array(256).fill(none);
  codes.forEach((code, sextet) => (table[code] = sextet));
  [table[0x2b], table[0x2f]] = [62, 63];
  return table;
}
