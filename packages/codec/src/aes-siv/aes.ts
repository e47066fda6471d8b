import { cbc } from '@noble/ciphers/aes.js';

/** AES under one key, as far as SIV needs it. Inputs are whole blocks of 16 bytes, and may be overwritten. */
export interface Aes {
  /** Returns an array of whole blocks with room for a number of bytes. The next call may return the same array. */
  readonly room: (length: number) => Uint8Array;
  /** Encrypts each block by itself (ECB). */
  readonly encryptBlocks: (blocks: Uint8Array) => Uint8Array;
  /** Returns the last block of CBC from a zero iv. The caller must not change it. */
  readonly chainBlocks: (blocks: Uint8Array) => Uint8Array;
}

/**
 * Creates AES for browsers and edge workers; Node uses `aes.node.ts`. It needs CBC alone, whose first block is the
 * same as by ECB: Fernet uses CBC anyway, and a second mode would add a third of a kilobyte.
 */
export function createAes(key: Uint8Array): Aes {
  const zero = new Uint8Array(16);
  const chain = (blocks: Uint8Array): Uint8Array =>
    cbc(key, zero, { disablePadding: true }).encrypt(blocks);
  return {
    room: (length) => new Uint8Array((length + 15) & -16),
    encryptBlocks(blocks) {
      for (let at = 0; at < blocks.length; at += 16) {
        blocks.set(chain(blocks.subarray(at, at + 16)), at);
      }
      return blocks;
    },
    chainBlocks: (blocks) => chain(blocks).subarray(-16),
  };
}
