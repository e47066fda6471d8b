/// <reference types="node" />
import { createCipheriv, type Cipheriv } from 'node:crypto';
import type { Aes } from './aes.ts';

const blockLength = 16;

/**
 * Creates the same as `aes.ts` by Node's own AES. It keeps two ciphers that are never finished: a new cipher for each
 * message would make sealing a tenth and reading a fifth slower (measured). An endless CBC stream starts again from a
 * zero iv if a message's first block is combined by xor with the last block that came out.
 */
export function createAes(key: Uint8Array): Aes {
  const bits = key.length * 8;
  const encryptBlocks = createStream(`aes-${bits}-ecb`, key, null);
  const chain = createStream(`aes-${bits}-cbc`, key, new Uint8Array(blockLength));
  const scratch = new Uint8Array(2 ** 10);
  return {
    // The counters' array is reused: to allocate one takes as long as to encrypt it.
    room(length) {
      const whole = (length + blockLength - 1) & -blockLength;
      return whole > scratch.length ? new Uint8Array(whole) : scratch.subarray(0, whole);
    },
    encryptBlocks: (blocks) => encryptBlocks(blocks, false),
    chainBlocks: (blocks) => chain(blocks, true).subarray(-blockLength),
  };
}

/**
 * Creates a cipher stream. It is replaced where it did not return every block that it was given, since its state is not
 * known then. A copy of its last block is kept here, where nobody else can change it.
 */
function createStream(
  algorithm: string,
  key: Uint8Array,
  iv: Uint8Array | null,
): (blocks: Uint8Array, beginsAnew: boolean) => Uint8Array {
  let stream: Cipheriv | null = null;
  const last = new Uint8Array(blockLength);
  return (blocks, beginsAnew) => {
    const cipher = stream ?? createCipheriv(algorithm, key, iv).setAutoPadding(false);
    if (!stream) last.fill(0);
    stream = null;
    if (beginsAnew) for (let at = 0; at < blockLength; at++) blocks[at]! ^= last[at]!;
    const encrypted = cipher.update(blocks);
    const end = encrypted.length - blockLength;
    if (encrypted.length !== blocks.length || (beginsAnew && end < 0)) {
      throw new RangeError('AES was given no whole blocks');
    }
    if (beginsAnew) for (let at = 0; at < blockLength; at++) last[at] = encrypted[end + at]!;
    stream = cipher;
    return encrypted;
  };
}
