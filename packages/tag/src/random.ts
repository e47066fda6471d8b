/** 64 random bits in base 36. Unlike `crypto.randomUUID` this also works on plain http pages. */
export function random(): string {
  return (crypto.getRandomValues(new BigUint64Array(1))[0] as bigint).toString(36);
}
