const encoder = new TextEncoder();

/** Bytes of UTF-8: what an email is counted in. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}
