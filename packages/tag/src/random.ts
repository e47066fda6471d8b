/**
 * 64 random bits as digits. Unlike `crypto.randomUUID` this also works on plain http pages.
 */
export function random(): string {
  return String(crypto.getRandomValues(new BigUint64Array(1)));
}
