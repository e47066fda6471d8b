import { systemRandomBytes } from '../../random.ts';
import { createCiphers, type FernetKeys } from './key.ts';
import { readToken, writeToken } from './token.ts';

/** Clock, randomness and limits. */
export interface FernetOptions {
  /**
   * The clock, Unix ms.
   *
   * @defaultValue Date.now
   */
  readonly now?: (() => number) | undefined;
  /**
   * Makes each token's iv: 16 bytes that nobody can predict.
   *
   * @defaultValue crypto.getRandomValues
   */
  readonly randomBytes?: ((length: number) => Uint8Array) | undefined;
  /**
   * Greatest age of a token that is read, in seconds. Also refuses one made more than 60 s in the future.
   *
   * @defaultValue null: any age, as in pytracking
   */
  readonly maxAgeSeconds?: number | null | undefined;
}

/**
 * Encrypts and signs a message as a Fernet token (github.com/fernet/spec).
 *
 * @throws LinkError `bad-key`, or `bad-input` for a key beyond ASCII
 */
export function encryptFernet(
  message: Uint8Array,
  keys: FernetKeys,
  { now = Date.now, randomBytes = systemRandomBytes }: FernetOptions = {},
): string {
  return writeToken(message, createCiphers(keys), now(), randomBytes(16));
}

/**
 * Reads a Fernet token.
 *
 * @throws LinkError `malformed-token` or `bad-signature`; `expired` or `not-yet-valid` where
 *   `maxAgeSeconds` is given; `bad-key`, or `bad-input` for a key beyond ASCII
 */
export function decryptFernet(
  token: string,
  keys: FernetKeys,
  { now = Date.now, maxAgeSeconds = null }: FernetOptions = {},
): Uint8Array {
  // On Node it is a Buffer, which is not quite a Uint8Array.
  return new Uint8Array(readToken(token, createCiphers(keys), now(), maxAgeSeconds));
}
