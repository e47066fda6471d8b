import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares a secret with what somebody sent, in a time that tells nothing of it. */
export function isSecret(secret: string, sent: string): boolean {
  return timingSafeEqual(digest(secret), digest(sent));
}

/** SHA-256: of one length, so that it can be compared whole. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
