import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Tells whether an `Authorization` header bears a token, in a time that tells nothing of the token: digests
 * are of one length, and compared whole.
 */
export function isBearer(authorization: string, token: string): boolean {
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
}

/** SHA-256 of a secret, for a comparison in constant time. */
export function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
