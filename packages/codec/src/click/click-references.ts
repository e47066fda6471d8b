import { decodeBase64url, encodeBase64url } from '#base64url';
import { sha256Hex } from '#sha256';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { AesSiv } from '../aes-siv/aes-siv.ts';
import { isSealingKey, readSealingKey, type SealingKey } from '../link/sealing-key.ts';

/**
 * Tells pages which click led to them, and takes no word but its own for it: any machine with the same keys
 * reads the references of all others. Its functions may be taken apart.
 */
export interface ClickReferences {
  /** Tells whether there is a key that seals. */
  readonly canSeal: boolean;
  /**
   * A reference to a click, 57 characters: to be appended to the click's target.
   *
   * @param id of the click's event, a uuid
   * @param url of the target
   * @returns null: there is no key that seals, or the target has no host
   */
  readonly seal: (id: string, url: string) => string | null;
  /**
   * The id of the click that led to a page. When that was, a uuid v7 says itself.
   *
   * @param url of the page
   * @returns null: no key vouches for the reference, or its click led to another host or path
   */
  readonly unseal: (reference: string, url: string) => string | null;
}

/**
 * A reference:
 *
 * | part   | length      | what it is                                                      |
 * | ------ | ----------- | --------------------------------------------------------------- |
 * | mark   | 1 character | `c`: the rest is base64url                                      |
 * | header | 2 bytes     | 4 bits that are 0, 12 bits that stand for the id of the key     |
 * | tag    | 16 bytes    | AES-SIV's, of all the others                                    |
 * | id     | 16 bytes    | of the click's event, encrypted                                 |
 * | place  | 8 bytes     | SHA-256 of the host and path, the beginning of it, encrypted    |
 *
 * What it is bound to differs from what links are: no token of a link is ever a reference.
 *
 * @param keys as those of `createLinks`: the first that `generateKey` made seals, all unseal
 * @throws LinkError `bad-key`
 */
export function createClickReferences(keys: string | readonly string[]): ClickReferences {
  const sealingKeys = [keys].flat().filter(isSealingKey).map(readSealingKey);
  const [first] = sealingKeys;

  return {
    canSeal: first !== undefined,
    seal(id, url) {
      if (!uuid.test(id)) throw new TypeError('expected the id of a click to be a uuid');
      const place = hashPlace(url);
      if (first === undefined || place === null) return null;
      const bytes = new Uint8Array(referenceLength);
      new DataView(bytes.buffer).setUint16(0, first.tag);
      bytes.set(sivOf(first).seal(hexToBytes(id.replaceAll('-', '') + place)), headerLength);
      return mark + encodeBase64url(bytes);
    },
    unseal(reference, url) {
      const bytes = /^c[\w-]{56}$/.test(reference) ? decodeBase64url(reference.slice(1)) : null;
      if (bytes === null) return null;
      const header = (bytes[0]! << 8) | bytes[1]!;
      for (const key of sealingKeys.filter(({ tag }) => tag === header)) {
        const click = sivOf(key).unseal(bytes.subarray(headerLength));
        if (click === null) continue;
        const digits = bytesToHex(click);
        if (digits.slice(idDigits) !== hashPlace(url)) return null;
        return digits.slice(0, idDigits).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
      }
      return null;
    },
  };
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const mark = 'c';
const headerLength = 2;
const referenceLength = headerLength + 16 + 16 + 8;
const idDigits = 2 * 16;
const placeDigits = 2 * 8;

function sivOf(key: SealingKey): AesSiv {
  return key.boundTo(JSON.stringify(['hitmark click 1', key.tag]));
}

function hashPlace(url: string): string | null {
  const place = placeOf(url);
  return place === null ? null : sha256Hex(place).slice(0, placeDigits);
}

/**
 * The host, with its port, and the path without final slashes, as browsers write them: what a click and the
 * page that it led to have in common. Null: the text is no absolute URL.
 */
function placeOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { host, pathname } = new URL(url);
  let end = pathname.length;
  while (pathname[end - 1] === '/') end -= 1;
  return host + pathname.slice(0, end);
}
