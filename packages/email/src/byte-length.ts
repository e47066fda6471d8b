const encoder = new TextEncoder();
const beyondAscii = /[^\0-\x7f]/;

/** Bytes of UTF-8: what an email is counted in. */
export function byteLength(text: string): number {
  // The encoder is faster from about 500 characters on (measured), links are shorter.
  if (text.length < 500 && !beyondAscii.test(text)) return text.length;
  return encoder.encode(text).length;
}
