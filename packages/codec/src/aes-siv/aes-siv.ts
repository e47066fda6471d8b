import type { Aes } from './aes.ts';

/**
 * AES-SIV (RFC 5297) for one key and one list of associated data.
 *
 * It takes no nonce: the tag is a MAC of everything and serves as the iv. So equal inputs give equal
 * outputs, and nothing that a caller can do wrong gives away more than that two inputs were equal.
 */
export interface AesSiv {
  /** The tag of 16 bytes, then as many bytes as the plaintext has. */
  seal(plaintext: Uint8Array): Uint8Array;
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
  const { encryptBlocks } = createAes(key.subarray(key.length / 2));
  const start = mac(new Uint8Array(blockLength));

  return (...associatedData) => {
    // §2.4: all of S2V but its last string.
    const digest = associatedData.reduce<Uint8Array>((d, data) => xor(double(d), mac(data)), start);
    const doubled = double(digest);
    return {
      seal(plaintext) {
        const sealed = new Uint8Array(blockLength + plaintext.length);
        const tag = tagOf(plaintext);
        sealed.set(tag);
        sealed.set(crypt(tag, plaintext), blockLength);
        return sealed;
      },
      unseal(sealed) {
        const tag = sealed.subarray(0, blockLength);
        const plaintext = crypt(tag, sealed.subarray(blockLength));
        const expected = tagOf(plaintext);
        let difference = sealed.length < blockLength ? 1 : 0;
        for (let at = 0; at < blockLength; at++) difference |= expected[at]! ^ tag[at]!;
        return difference === 0 ? plaintext : null;
      },
    };

    function tagOf(plaintext: Uint8Array): Uint8Array {
      return plaintext.length < blockLength
        ? mac(xor(pad(plaintext), doubled))
        : mac(plaintext, digest);
    }
  };

  /** §2.6: CTR from the tag, less two bits, so that counting stays in the last word. */
  function crypt(tag: Uint8Array, text: Uint8Array): Uint8Array {
    const counters = new Uint8Array((text.length + 15) & -blockLength);
    const view = new DataView(counters.buffer);
    for (let at = 0; at < counters.length; at++) counters[at] = tag[at % blockLength]!;
    for (let at = 0; at < counters.length; at += blockLength) {
      counters[at + 8]! &= 0x7f;
      view.setUint32(at + 12, (view.getUint32(at + 12) & 0x7fffffff) + at / blockLength);
    }
    return xor(encryptBlocks(counters).subarray(0, text.length), text);
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
}: Aes): (message: Uint8Array, end?: Uint8Array) => Uint8Array {
  const whole = double(encryptBlocks(new Uint8Array(blockLength)));
  const padded = double(whole);
  return (message, end) => {
    const { length } = message;
    const isWhole = length > 0 && length % blockLength === 0;
    const blocks = isWhole ? new Uint8Array(message) : pad(message);
    if (end) xor(blocks.subarray(length - blockLength, length), end);
    xor(blocks.subarray(-blockLength), isWhole ? whole : padded);
    return chainBlocks(blocks);
  };
}

/** Fills the last block with a one bit and zeros. */
function pad(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array((bytes.length + blockLength) & -blockLength);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  return padded;
}

/** Times x in GF(2^128), as RFC 4493 §2.3 and RFC 5297 §2.3 have it. */
function double(block: Uint8Array): Uint8Array {
  const doubled = block.map((byte, at) => (byte << 1) | ((block[at + 1] ?? 0) >> 7));
  doubled[blockLength - 1]! ^= 0x87 & -(block[0]! >> 7);
  return doubled;
}

function xor(target: Uint8Array, other: Uint8Array): Uint8Array {
  for (let at = 0; at < target.length; at++) target[at]! ^= other[at]!;
  return target;
}
