import { LinkError } from '../link-error.ts';
import { decodeBase64, encodeBase64 } from '#base64';
import type { Cipher } from './cipher.ts';
import { findCiphers, type FernetKeys } from './key.ts';

// github.com/fernet/spec: version, 8 bytes of time, iv, ciphertext, signature of all before it.
const version = 0x80;
const timeAt = 1;
const ivAt = 9;
const ciphertextAt = 25;
const signatureLength = 32;
const blockLength = 16;

/** How far clocks may differ, in seconds (the spec leaves it open; that of Python's cryptography). */
const maxClockSkewSeconds = 60;

// To allocate a token takes half as long as to encrypt it (measured). What stays here is no secret.
const scratch = /* @__PURE__ */ new Uint8Array(4096);

/**
 * Encrypts and signs a message.
 *
 * @param iv 16 bytes that nobody can predict
 */
export function writeToken(
  message: Uint8Array,
  keys: FernetKeys,
  nowMs: number,
  iv: Uint8Array,
): string {
  const [cipher] = findCiphers(keys);
  if (iv.length !== blockLength) throw new LinkError('bad-input', 'expected 16 random bytes');
  const paddingLength = blockLength - (message.length % blockLength);
  const signatureAt = ciphertextAt + message.length + paddingLength;
  const bytes = room(signatureAt + signatureLength);
  bytes[0] = version;
  writeTime(bytes, Math.floor(nowMs / 1000));
  bytes.set(iv, ivAt);
  bytes.set(message, ciphertextAt);
  // PKCS #7 (RFC 5652 §6.3): as many bytes as are missing, each saying how many.
  bytes.fill(paddingLength, signatureAt - paddingLength, signatureAt);
  cipher.encrypt(bytes.subarray(ivAt, signatureAt));
  bytes.set(cipher.sign(bytes.subarray(0, signatureAt)), signatureAt);
  return encodeBase64(bytes);
}

/**
 * What a token encrypts. Its base64 is read as leniently as Python reads it; its signature is compared
 * in constant time, before its age is looked at or anything decrypted.
 *
 * @param maxAgeSeconds null for any age
 */
export function readToken(
  token: string,
  keys: FernetKeys,
  nowMs: number,
  maxAgeSeconds: number | null,
): Uint8Array {
  const ciphers = findCiphers(keys);
  const bytes = readBytes(token);
  const cipher = ciphers.find((candidate) => isSignedBy(candidate, bytes));
  if (!cipher) throw new LinkError('bad-signature', 'expected a token that one of the keys signed');
  if (maxAgeSeconds !== null) checkAge(bytes, Math.floor(nowMs / 1000), maxAgeSeconds);
  return removePadding(cipher.decrypt(bytes.subarray(ivAt, -signatureLength)));
}

function readBytes(token: string): Uint8Array {
  let bytes;
  try {
    bytes = decodeBase64(token);
  } catch (cause) {
    throw malformed(cause);
  }
  const ciphertextLength = bytes.length - ciphertextAt - signatureLength;
  if (bytes[0] !== version || ciphertextLength <= 0 || ciphertextLength % blockLength !== 0) {
    throw malformed();
  }
  return bytes;
}

function room(length: number): Uint8Array {
  return length <= scratch.length ? scratch.subarray(0, length) : new Uint8Array(length);
}

/** Big-endian, 64 bits, the last of them at `timeAt + 7`. */
function writeTime(bytes: Uint8Array, seconds: number): void {
  let rest = seconds;
  for (let at = ivAt - 1; at >= timeAt; at--) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}

/** When a token was made, Unix seconds. */
export function readTime(bytes: Uint8Array): number {
  return bytes.subarray(timeAt, ivAt).reduce((seconds, byte) => seconds * 256 + byte, 0);
}

function isSignedBy(cipher: Cipher, bytes: Uint8Array): boolean {
  const expected = cipher.sign(bytes.subarray(0, -signatureLength));
  const signature = bytes.subarray(-signatureLength);
  let difference = 0;
  for (let at = 0; at < signatureLength; at++) difference |= expected[at]! ^ signature[at]!;
  return difference === 0;
}

function checkAge(bytes: Uint8Array, nowSeconds: number, maxAgeSeconds: number): void {
  const made = readTime(bytes);
  if (made + maxAgeSeconds < nowSeconds) {
    throw new LinkError('expired', `expected a token of at most ${maxAgeSeconds} seconds`);
  }
  if (nowSeconds + maxClockSkewSeconds < made) {
    throw new LinkError('not-yet-valid', 'expected a token that was not made in the future');
  }
}

function removePadding(padded: Uint8Array): Uint8Array {
  const length = padded.at(-1) ?? 0;
  const end = padded.length - length;
  if (length < 1 || length > blockLength || padded.subarray(end).some((byte) => byte !== length)) {
    throw malformed();
  }
  return padded.subarray(0, end);
}

function malformed(cause?: unknown): LinkError {
  return new LinkError('malformed-token', 'expected a Fernet token', { cause });
}
