import { cbc } from '@noble/ciphers/aes.js';
import { _SHA256 } from '@noble/hashes/sha2.js';

/** AES-128-CBC without padding and HMAC-SHA256, with the two halves of one Fernet key. */
export interface Cipher {
  /** Encrypts whole blocks of 16 bytes; `iv` is 16 bytes. */
  readonly encrypt: (iv: Uint8Array, blocks: Uint8Array) => Uint8Array;
  /** Decrypts whole blocks of 16 bytes; padding is left in. */
  readonly decrypt: (iv: Uint8Array, blocks: Uint8Array) => Uint8Array;
  /** The signature, 32 bytes. */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/**
 * Creates a cipher in JavaScript, for browsers and edge workers; `cipher.node.ts` is the same on Node's own crypto.
 *
 * @param signingKey 16 bytes
 * @param encryptionKey 16 bytes
 */
export function createCipher(signingKey: Uint8Array, encryptionKey: Uint8Array): Cipher {
  return {
    encrypt: (iv, blocks) => cbc(encryptionKey, iv, { disablePadding: true }).encrypt(blocks),
    decrypt: (iv, blocks) => cbc(encryptionKey, iv, { disablePadding: true }).decrypt(blocks),
    // HMAC (RFC 2104) for keys up to 64 bytes: a third of a kilobyte less than the library's, which is for
    // every hash and any key.
    sign: (message) => hashOf(padded(0x5c), hashOf(padded(0x36), message)),
  };

  /** The key, filled with zeros to a block of SHA-256 (64 bytes), XOR the pad. */
  function padded(pad: number): Uint8Array {
    return new Uint8Array(64).map((_, at) => pad ^ (signingKey[at] ?? 0));
  }
}

/** SHA-256 of two byte strings, one after the other. */
function hashOf(start: Uint8Array, rest: Uint8Array): Uint8Array {
  return new _SHA256().update(start).update(rest).digest();
}
