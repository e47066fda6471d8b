import { LinkError } from '../link-error.ts';
import { decodeBase64, encodeBase64 } from '../python/base64.ts';
import type { Cipher } from './cipher.ts';
import { findCiphers, type FernetKeys } from './key.ts';

// github.com/fernet/spec: version, 8 bytes of time, iv, ciphertext, signature of all before it.
const version = 0x80;
const ivAt = 9;
const ciphertextAt = 25;
const signatureLength = 32;
const blockLength = 16;

/** How far clocks may differ, in seconds (the spec leaves it open; that of Python's cryptography). */
const maxClockSkewSeconds = 60;

/**
 * A token as ASCII bytes.
 *
 * @param iv 16 bytes that nobody can predict
 */
export function writeToken(
  message: Uint8Array,
  keys: FernetKeys,
  nowMs: number,
  iv: Uint8Array,
): Uint8Array {
  const [cipher] = findCiphers(keys);
  const encrypted = cipher.encrypt(iv, addPadding(message));
  const bytes = new Uint8Array(ivAt + encrypted.length + signatureLength);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, version);
  view.setBigUint64(1, BigInt(Math.floor(nowMs / 1000)));
  bytes.set(encrypted, ivAt);
  bytes.set(cipher.sign(bytes.subarray(0, -signatureLength)), ivAt + encrypted.length);
  return encodeBase64(bytes);
}

/**
 * What a token encrypts. Its base64 is read as leniently as Python reads it; the signature is
 * compared in constant time, before anything else is looked at.
 *
 * @param maxAgeSeconds null for any age
 */
export function readToken(
  token: string | Uint8Array,
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

function readBytes(token: string | Uint8Array): Uint8Array {
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

function isSignedBy(cipher: Cipher, bytes: Uint8Array): boolean {
  const expected = cipher.sign(bytes.subarray(0, -signatureLength));
  const signature = bytes.subarray(-signatureLength);
  let difference = 0;
  for (let at = 0; at < signatureLength; at++) difference |= expected[at]! ^ signature[at]!;
  return difference === 0;
}

function checkAge(bytes: Uint8Array, nowSeconds: number, maxAgeSeconds: number): void {
  const made = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(1));
  if (made + maxAgeSeconds < nowSeconds) {
    throw new LinkError('expired', `expected a token of at most ${maxAgeSeconds} seconds`);
  }
  if (nowSeconds + maxClockSkewSeconds < made) {
    throw new LinkError('not-yet-valid', 'expected a token that was not made in the future');
  }
}

/** PKCS #7 (RFC 5652 §6.3). */
function addPadding(message: Uint8Array): Uint8Array {
  const length = blockLength - (message.length % blockLength);
  const padded = new Uint8Array(message.length + length).fill(length);
  padded.set(message);
  return padded;
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
