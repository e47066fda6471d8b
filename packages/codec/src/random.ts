/** The platform's randomness, for public functions whose caller brings none. */
export function systemRandomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}
