import { createCipher } from '#cipher';
import { LinkError } from '../../link-error.ts';
import { decodeBase64 } from '../python/base64.ts';
import type { Cipher } from './cipher.ts';

/** One Fernet key, or several: the first encrypts, all decrypt. 32 bytes each, as base64url. */
export type FernetKeys = string | readonly string[];

/** The ciphers of some keys. */
export type Ciphers = readonly [Cipher, ...Cipher[]];

/**
 * @throws LinkError `bad-key` for a key that is not 32 bytes or a list without keys, `bad-input` for
 *   one with other characters than ASCII
 */
export function createCiphers(keys: FernetKeys): Ciphers {
  const [first, ...others] = typeof keys === 'string' ? [keys] : keys;
  if (first === undefined) throw badKey();
  return [readKey(first), ...others.map(readKey)];
}

function readKey(key: string): Cipher {
  if (/[\x80-\uffff]/.test(key)) {
    throw new LinkError('bad-input', 'Fernet key has characters that are not ASCII');
  }
  let bytes;
  try {
    bytes = decodeBase64(key);
  } catch (cause) {
    throw badKey(cause);
  }
  if (bytes.length !== 32) throw badKey();
  return createCipher(bytes.subarray(0, 16), bytes.subarray(16));
}

function badKey(cause?: unknown): LinkError {
  return new LinkError('bad-key', 'Fernet key is not 32 bytes as base64url', { cause });
}
