/** 64 random bits. Unlike `crypto.randomUUID` this also works on plain http pages. */
export function random(): string {
  return crypto.getRandomValues(new BigUint64Array(1)).toString();
}
