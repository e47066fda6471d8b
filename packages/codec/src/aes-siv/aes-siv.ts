import { equalBytes } from '../equal-bytes.ts';
import type { Aes } from './aes.ts';

/**
 * AES-SIV (RFC 5297) for one key and one list of associated data.
 *
 * It takes no nonce: the tag is a MAC of everything and serves as the iv. So equal inputs give equal
 * outputs, and nothing that a caller can do wrong gives away more than that two inputs were equal.
 */
export interface AesSiv {
  /**
   * The tag of 16 bytes, then as many bytes as the plaintext has.
   *
   * @param sealed array to write to, if there is one already; the plaintext may be the part of it after the tag
   */
  seal(plaintext: Uint8Array, sealed?: Uint8Array): Uint8Array;
  /** Null unless it was sealed with this key and this associated data. */
  unseal(sealed: Uint8Array): Uint8Array | null;
}

const blockLength = 16;

/** @param createAes for keys of half the length of `key`, which has 32, 48 or 64 bytes */
export function createAesSiv(
  key: Uint8Array,
  createAes: (key: Uint8Array) => Aes,
): (...associatedData: readonly Uint8Array[]) => AesSiv {
  const mac = createCmac(createAes(key.subarray(0, key.length / 2)));
  const { encryptBlocks, room } = createAes(key.subarray(key.length / 2));
  const start = mac(new Uint8Array(blockLength));

  return (...associatedData) => {
    // §2.4: all of S2V but its last string.
    const digest = associatedData.reduce<Uint8Array>((d, data) => xor(double(d), mac(data)), start);
    const doubled = double(digest);
    return {
      seal(plaintext, sealed = new Uint8Array(blockLength + plaintext.length)) {
        const tag = tagOf(plaintext);
        sealed.set(tag);
        crypt(tag, plaintext, sealed.subarray(blockLength));
        return sealed;
      },
      unseal(sealed) {
        const tag = sealed.subarray(0, blockLength);
        const text = sealed.subarray(blockLength);
        const plaintext = crypt(tag, text, new Uint8Array(text.length));
        return equalBytes(tagOf(plaintext), tag) ? plaintext : null;
      },
    };

    function tagOf(plaintext: Uint8Array): Uint8Array {
      return plaintext.length < blockLength
        ? mac(xor(pad(new Uint8Array(blockLength), plaintext), doubled))
        : mac(plaintext, digest);
    }
  };

  /** §2.6: CTR from the tag, less two bits, so that counting stays in the last word. */
  function crypt(tag: Uint8Array, text: Uint8Array, to: Uint8Array): Uint8Array {
    const counters = room(text.length);
    const view = new DataView(counters.buffer);
    for (let at = 0; at < counters.length; at++) counters[at] = tag[at % blockLength]!;
    for (let at = 0; at < counters.length; at += blockLength) {
      counters[at + 8]! &= 0x7f;
      view.setUint32(at + 12, (view.getUint32(at + 12) & 0x7fffffff) + at / blockLength);
    }
    const stream = encryptBlocks(counters);
    for (let at = 0; at < text.length; at++) to[at] = text[at]! ^ stream[at]!;
    return to;
  }
}

/**
 * AES-CMAC (RFC 4493).
 *
 * @returns the MAC of a message, whose last 16 bytes are taken xor `end` (RFC 5297 §2.1, xorend)
 */
export function createCmac({
  encryptBlocks,
  chainBlocks,
  room,
}: Aes): (message: Uint8Array, end?: Uint8Array) => Uint8Array {
  const whole = double(encryptBlocks(new Uint8Array(blockLength)));
  const padded = double(whole);
  return (message, end) => {
    const { length } = message;
    const isWhole = length > 0 && length % blockLength === 0;
    const blocks = pad(room(length || 1), message);
    if (end) xor(blocks, end, length - blockLength);
    xor(blocks, isWhole ? whole : padded, blocks.length - blockLength);
    return chainBlocks(blocks);
  };
}

/** Fills a block that is not full with a one bit and zeros. */
function pad(blocks: Uint8Array, bytes: Uint8Array): Uint8Array {
  blocks.set(bytes);
  blocks.fill(0, bytes.length);
  // Nothing where there is no more room.
  blocks[bytes.length] = 0x80;
  return blocks;
}

/** Times x in GF(2^128), as RFC 4493 §2.3 and RFC 5297 §2.3 have it. */
function double(block: Uint8Array): Uint8Array {
  const doubled = block.map((byte, at) => (byte << 1) | ((block[at + 1] ?? 0) >> 7));
  doubled[blockLength - 1]! ^= 0x87 & -(block[0]! >> 7);
  return doubled;
}

function xor(target: Uint8Array, block: Uint8Array, from = 0): Uint8Array {
  for (let at = 0; at < blockLength; at++) target[from + at]! ^= block[at]!;
  return target;
}
