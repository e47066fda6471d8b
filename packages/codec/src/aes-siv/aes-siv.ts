import { equalBytes } from '../equal-bytes.ts';
import type { Aes } from './aes.ts';

/**
 * AES-SIV (RFC 5297) for one key and one list of associated data.
 *
 * It takes no nonce: the tag is a MAC of everything and serves as the iv. So equal inputs give equal
 * outputs, and no mistake of a caller reveals more than that two inputs were equal.
 */
export interface AesSiv {
  /**
   * Seals a plaintext.
   *
   * @param sealed array to write the result to; the plaintext may be the part of it after the tag
   * @returns the tag of 16 bytes, then as many bytes as the plaintext has
   */
  seal(plaintext: Uint8Array, sealed?: Uint8Array): Uint8Array;
  /** Returns the plaintext; null: it was not sealed with this key and this associated data. */
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

  /**
   * §2.6: CTR that starts from the tag. Two of its bits are cleared, so that counting changes the last 32 bits only.
   */
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
 * @returns function that computes the MAC of a message; with `end`, the message's last 16 bytes are first combined with
 *   it by xor (RFC 5297 §2.1, xorend)
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

/** Writes bytes into blocks, and fills the last block, where it is not full, with a one bit and zeros. */
function pad(blocks: Uint8Array, bytes: Uint8Array): Uint8Array {
  blocks.set(bytes);
  blocks.fill(0, bytes.length);
  // Writes nothing if the blocks are full: this is past the end of the array.
  blocks[bytes.length] = 0x80;
  return blocks;
}

/** Multiplies a block by x in GF(2^128), as RFC 4493 §2.3 and RFC 5297 §2.3 define it. */
function double(block: Uint8Array): Uint8Array {
  const doubled = block.map((byte, at) => (byte << 1) | ((block[at + 1] ?? 0) >> 7));
  doubled[blockLength - 1]! ^= 0x87 & -(block[0]! >> 7);
  return doubled;
}

function xor(target: Uint8Array, block: Uint8Array, from = 0): Uint8Array {
  for (let at = 0; at < blockLength; at++) target[from + at]! ^= block[at]!;
  return target;
}
