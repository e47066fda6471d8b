import { cbc } from '@noble/ciphers/aes.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

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
  const mac = hmac.create(sha256, signingKey);
  return {
    encrypt(ivAndBlocks) {
      const blocks = ivAndBlocks.subarray(16);
      blocks.set(cbcUnder(ivAndBlocks).encrypt(blocks));
    },
    decrypt: (ivAndBlocks) => cbcUnder(ivAndBlocks).decrypt(ivAndBlocks.subarray(16)),
    sign: (message) => mac.clone().update(message).digest(),
  };

  function cbcUnder(ivAndBlocks: Uint8Array): ReturnType<typeof cbc> {
    return cbc(encryptionKey, ivAndBlocks.subarray(0, 16), { disablePadding: true });
  }
}
