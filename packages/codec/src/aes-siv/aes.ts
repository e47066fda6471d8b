import { cbc, ecb } from '@noble/ciphers/aes.js';

/** AES under one key, as far as SIV needs it. Inputs are whole blocks of 16 bytes. */
export interface Aes {
  /** Every block by itself. */
  readonly encryptBlocks: (blocks: Uint8Array) => Uint8Array;
  /** The last block of CBC from a zero iv. */
  readonly chainBlocks: (blocks: Uint8Array) => Uint8Array;
}

/** For browsers and edge workers. Node has `aes.node.ts`. */
export function createAes(key: Uint8Array): Aes {
  const zero = new Uint8Array(16);
  const options = { disablePadding: true };
  return {
    encryptBlocks: (blocks) => ecb(key, options).encrypt(blocks),
    chainBlocks: (blocks) => cbc(key, zero, options).encrypt(blocks).subarray(-16),
  };
}
