import { LinkError } from '../link-error.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const pad = 0x3d;
const none = 64;

const codes = /* @__PURE__ */ Uint8Array.from(alphabet, (character) => character.charCodeAt(0));
const sextets = /* @__PURE__ */ readingTable();

/** `base64.urlsafe_b64encode`: padded, as the ASCII bytes that Python returns. */
export function encodeBase64(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(pad);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const bits = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text[length++] = codes[bits >> 18]!;
    text[length++] = codes[(bits >> 12) & 63]!;
    if (left > 1) text[length++] = codes[(bits >> 6) & 63]!;
    if (left > 2) text[length++] = codes[bits & 63]!;
  }
  return text;
}

/**
 * `base64.urlsafe_b64decode`, as lenient as CPython: it skips what is not in the alphabet (also
 * beyond ASCII), takes `+` and `/` for `-` and `_`, and stops where enough padding completes four
 * characters, whatever follows.
 *
 * @throws LinkError `malformed-base64` where the last four characters are incomplete
 */
export function decodeBase64(text: string | Uint8Array): Uint8Array {
  const codesRead = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const bytes = new Uint8Array(Math.ceil((codesRead.length * 3) / 4));
  let [length, bits, quad, pads] = [0, 0, 0, 0];
  for (let at = 0; at < codesRead.length; at++) {
    const code = codesRead[at]!;
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
