/** @throws TypeError */
export function requireText(value: unknown): asserts value is string {
  if (typeof value === 'string') return;
  const got = value === null ? 'null' : typeof value;
  throw new TypeError(`expected an email as a string, got ${got}`);
}
