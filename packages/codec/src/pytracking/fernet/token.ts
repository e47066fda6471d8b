import { equalBytes } from '../../equal-bytes.ts';
import { LinkError } from '../../link-error.ts';
import { decodeBase64, encodeBase64 } from '../python/base64.ts';
import type { Ciphers } from './key.ts';

// Offsets and lengths in bytes, by github.com/fernet/spec: version, 8 bytes of time, iv, ciphertext, signature of all
// before it.
const version = 0x80;
const timeAt = 1;
const ivAt = 9;
const ciphertextAt = 25;
const signatureLength = 32;
const blockLength = 16;

/** Largest difference allowed between clocks, in seconds. The spec names none; this is that of Python's cryptography. */
const maxClockSkewSeconds = 60;

/**
 * Encrypts and signs a message.
 *
 * @param iv 16 bytes that nobody can predict
 */
export function writeToken(
  message: Uint8Array,
  [cipher]: Ciphers,
  nowMs: number,
  iv: Uint8Array,
): string {
  if (iv.length !== blockLength)
    throw new LinkError('bad-input', 'randomBytes did not give 16 bytes');
  const paddingLength = blockLength - (message.length % blockLength);
  const signatureAt = ciphertextAt + message.length + paddingLength;
  const bytes = new Uint8Array(signatureAt + signatureLength);
  bytes[0] = version;
  writeTime(bytes, Math.floor(nowMs / 1000));
  bytes.set(iv, ivAt);
  bytes.set(message, ciphertextAt);
  // PKCS #7 (RFC 5652 §6.3): as many bytes as are missing, each saying how many.
  bytes.fill(paddingLength, signatureAt - paddingLength, signatureAt);
  bytes.set(cipher.encrypt(iv, bytes.subarray(ciphertextAt, signatureAt)), ciphertextAt);
  bytes.set(cipher.sign(bytes.subarray(0, signatureAt)), signatureAt);
  return encodeBase64(bytes);
}

/**
 * Decrypts a token. Its base64 is read as leniently as Python reads it; its signature is compared in
 * constant time, before its age is looked at or anything decrypted.
 *
 * @param maxAgeSeconds null for any age
 */
export function readToken(
  token: string,
  ciphers: Ciphers,
  nowMs: number,
  maxAgeSeconds: number | null,
): Uint8Array {
  const bytes = readBytes(token);
  const [signed, signature] = [
    bytes.subarray(0, -signatureLength),
    bytes.subarray(-signatureLength),
  ];
  const cipher = ciphers.find(({ sign }) => equalBytes(sign(signed), signature));
  if (!cipher) throw new LinkError('bad-signature', 'token was not signed with any of the keys');
  if (maxAgeSeconds !== null) checkAge(bytes, Math.floor(nowMs / 1000), maxAgeSeconds);
  const iv = bytes.subarray(ivAt, ciphertextAt);
  return removePadding(cipher.decrypt(iv, signed.subarray(ciphertextAt)));
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

/** Big-endian, 64 bits, the last of them at `timeAt + 7`. */
function writeTime(bytes: Uint8Array, seconds: number): void {
  let rest = seconds;
  for (let at = ivAt - 1; at >= timeAt; at--) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}

/** Time at which a token was made, Unix seconds. */
export function readTime(bytes: Uint8Array): number {
  return bytes.subarray(timeAt, ivAt).reduce((seconds, byte) => seconds * 256 + byte, 0);
}

function checkAge(bytes: Uint8Array, nowSeconds: number, maxAgeSeconds: number): void {
  const made = readTime(bytes);
  if (made + maxAgeSeconds < nowSeconds) {
    throw new LinkError('expired', `token is older than ${maxAgeSeconds} seconds`);
  }
  if (nowSeconds + maxClockSkewSeconds < made) {
    throw new LinkError('not-yet-valid', 'token was made in the future');
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
  return new LinkError('malformed-token', 'token is no whole Fernet token', { cause });
}
