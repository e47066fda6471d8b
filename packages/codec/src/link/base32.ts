const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** RFC 4648 §6 in lower case and without padding. */
export function encodeBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let count = 0;
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    for (count += 8; count >= 5;) text += alphabet[(bits >> (count -= 5)) & 31];
  }
  return count > 0 ? text + alphabet[(bits << (5 - count)) & 31] : text;
}

/** Null unless it is the one spelling of some bytes, but for the case of its letters. */
export function decodeBase32(text: string): Uint8Array | null {
  if (!/^[a-z2-7]*$/i.test(text)) return null;
  const lower = text.toLowerCase();
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const character of lower) {
    bits = (bits << 5) | alphabet.indexOf(character);
    if ((count += 5) >= 8) bytes.push((bits >> (count -= 8)) & 0xff);
  }
  const decoded = Uint8Array.from(bytes);
  // Refuses a character too many, and bits left over that are not zero.
  return encodeBase32(decoded) === lower ? decoded : null;
}
