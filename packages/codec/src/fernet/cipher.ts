import { cbc } from '@noble/ciphers/aes.js';
import { _SHA256 } from '@noble/hashes/sha2.js';

/** AES-128-CBC without padding and HMAC-SHA256, under one key. */
export interface Cipher {
  /** Encrypts the 16-byte blocks after the iv, in place. */
  readonly encrypt: (ivAndBlocks: Uint8Array) => void;
  /** What the blocks after the iv decrypt to. */
  readonly decrypt: (ivAndBlocks: Uint8Array) => Uint8Array;
  /** The signature, 32 bytes. */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** For browsers and edge workers. Node has `cipher.node.ts`. */
export function createCipher(signingKey: Uint8Array, encryptionKey: Uint8Array): Cipher {
  // HMAC (RFC 2104), whose two beginnings are the same for every message: a third of a kilobyte less
  // than the library's, which serves every hash and every length of key.
  const inner = new _SHA256().update(padded(signingKey, 0x36));
  const outer = new _SHA256().update(padded(signingKey, 0x5c));
  return {
    encrypt(ivAndBlocks) {
      const blocks = ivAndBlocks.subarray(16);
      blocks.set(cbcUnder(ivAndBlocks).encrypt(blocks));
    },
    decrypt: (ivAndBlocks) => cbcUnder(ivAndBlocks).decrypt(ivAndBlocks.subarray(16)),
    sign: (message) => outer.clone().update(inner.clone().update(message).digest()).digest(),
  };

  function cbcUnder(ivAndBlocks: Uint8Array): ReturnType<typeof cbc> {
    return cbc(encryptionKey, ivAndBlocks.subarray(0, 16), { disablePadding: true });
  }
}

function padded(key: Uint8Array, pad: number): Uint8Array {
  return new Uint8Array(64).map((_, at) => pad ^ (key[at] ?? 0));
}
