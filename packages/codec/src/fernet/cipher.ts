import { cbc } from '@noble/ciphers/aes.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** AES-128-CBC without padding and HMAC-SHA256, under one key. */
export interface Cipher {
  /** The iv, and after it the whole 16-byte blocks encrypted. */
  readonly encrypt: (iv: Uint8Array, blocks: Uint8Array) => Uint8Array;
  /** The reverse: what the blocks after the iv decrypt to. */
  readonly decrypt: (ivAndBlocks: Uint8Array) => Uint8Array;
  /** The 32 bytes of a signature. */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** For browsers and edge workers; `cipher.node.ts` does the same with what Node has built in. */
export function createCipher(signingKey: Uint8Array, encryptionKey: Uint8Array): Cipher {
  const mac = hmac.create(sha256, signingKey);
  return {
    encrypt(iv, blocks) {
      const output = new Uint8Array(16 + blocks.length);
      output.set(iv);
      output.set(cbc(encryptionKey, iv, { disablePadding: true }).encrypt(blocks), 16);
      return output;
    },
    decrypt: (ivAndBlocks) =>
      cbc(encryptionKey, ivAndBlocks.subarray(0, 16), { disablePadding: true }).decrypt(
        ivAndBlocks.subarray(16),
      ),
    sign: (message) => mac.clone().update(message).digest(),
  };
}
