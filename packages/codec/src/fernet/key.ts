import { createCipher } from '#cipher';
import { LinkError } from '../link-error.ts';
import { memoize } from '../memoize.ts';
import { decodeBase64 } from '../python/base64.ts';
import type { Cipher } from './cipher.ts';

/** One Fernet key, or several: the first encrypts, all decrypt. 32 bytes each, as base64url. */
export type FernetKeys = string | readonly string[];

/**
 * @throws LinkError `bad-key` for a key that is not 32 bytes or a list without keys, `bad-input` for
 *   one with other characters than ASCII
 */
export function findCiphers(keys: FernetKeys): readonly [Cipher, ...Cipher[]] {
  const [first, ...others] = typeof keys === 'string' ? [keys] : keys;
  if (first === undefined) throw badKey();
  return [findCipher(first), ...others.map((key) => findCipher(key))];
}

// Making one costs as much as a token (measured).
const findCipher = /* @__PURE__ */ memoize((key) => {
  const bytes = readKey(key);
  return createCipher(bytes.subarray(0, 16), bytes.subarray(16));
});

function readKey(key: string): Uint8Array {
  if (/[\x80-\uffff]/.test(key)) {
    throw new LinkError('bad-input', 'expected a Fernet key of ASCII characters');
  }
  let bytes;
  try {
    bytes = decodeBase64(key);
  } catch (cause) {
    throw badKey(cause);
  }
  if (bytes.length !== 32) throw badKey();
  return bytes;
}

function badKey(cause?: unknown): LinkError {
  return new LinkError('bad-key', 'expected a Fernet key of 32 bytes as base64url', { cause });
}
