/// <reference types="node" />
import { createCipheriv } from 'node:crypto';
import type { Aes } from './aes.ts';

/**
 * Node's own AES. To make a cipher object costs ten times as much as a message, so both are made
 * once and never finished: an endless CBC stream begins anew when its first block is given xor the
 * last block that came out.
 */
export function createAes(key: Uint8Array): Aes {
  const bits = key.length * 8;
  const blockwise = createCipheriv(`aes-${bits}-ecb`, key, null).setAutoPadding(false);
  const chain = createCipheriv(`aes-${bits}-cbc`, key, new Uint8Array(16)).setAutoPadding(false);
  let last: Uint8Array = new Uint8Array(16);
  const scratch = new Uint8Array(2 ** 10);
  return {
    // To make them anew would take as long as to encrypt them.
    room(length) {
      const whole = (length + 15) & -16;
      return whole > scratch.length ? new Uint8Array(whole) : scratch.subarray(0, whole);
    },
    encryptBlocks: (blocks) => blockwise.update(blocks),
    chainBlocks(blocks) {
      for (let at = 0; at < 16; at++) blocks[at]! ^= last[at]!;
      const encrypted = chain.update(blocks);
      return (last = encrypted.subarray(encrypted.length - 16));
    },
  };
}
