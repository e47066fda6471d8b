import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Compares a secret with what somebody sent, in a time that tells nothing of it. */
export function isSecret(secret: string, sent: string): boolean {
  return timingSafeEqual(digest(secret), digest(sent));
}

/** SHA-256: of one length, and enough to keep of a secret that can't be guessed. */
export function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** A secret of 256 bits that a URL and a cookie can hold. */
export function createSecret(): string {
  return randomBytes(32).toString('base64url');
}
