/// <reference types="node" />
import { createCipheriv, createDecipheriv, createHmac, createSecretKey } from 'node:crypto';
import type { Cipher } from './cipher.ts';

const blockLength = 16;

/**
 * Node's own AES and HMAC. To make a cipher object for every message costs more than the rest of the
 * token (measured: 4 of 10 µs), so both are made once and never finished:
 *
 * - Reading: CBC decryption is ECB decryption, xor the block before.
 * - Writing: an endless CBC stream, in which every message is preceded by the block that encrypts to
 *   its iv: D(iv) xor the last block written.
 */
export function createCipher(signingKey: Uint8Array, encryptionKey: Uint8Array): Cipher {
  const signingKeyObject = createSecretKey(signingKey);
  const zero = new Uint8Array(blockLength);
  const stream = createCipheriv('aes-128-cbc', encryptionKey, zero).setAutoPadding(false);
  const blockwise = createDecipheriv('aes-128-ecb', encryptionKey, null).setAutoPadding(false);
  let last: Uint8Array = zero;
  return {
    encrypt(iv, blocks) {
      const input = new Uint8Array(blockLength + blocks.length);
      input.set(blockwise.update(iv));
      xor(input, last, blockLength);
      input.set(blocks, blockLength);
      const output = stream.update(input);
      last = output.subarray(-blockLength);
      return output;
    },
    decrypt(ivAndBlocks) {
      const output = blockwise.update(ivAndBlocks.subarray(blockLength));
      xor(output, ivAndBlocks, output.length);
      return output;
    },
    sign: (message) => createHmac('sha256', signingKeyObject).update(message).digest(),
  };
}

function xor(target: Uint8Array, other: Uint8Array, length: number): void {
  for (let at = 0; at < length; at++) target[at]! ^= other[at]!;
}
