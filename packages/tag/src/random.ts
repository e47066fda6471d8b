/**
 * 64 random bits, which are digits wherever they are written. Unlike `crypto.randomUUID` this also works
 * on plain http pages.
 */
export function random(): { toString(): string } {
  return crypto.getRandomValues(new BigUint64Array(1));
}
