import { decodeBase64url, encodeBase64url } from '#base64url';
import { LinkError } from '../../link-error.ts';

/** `base64.urlsafe_b64encode`, padded. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = encodeBase64url(bytes);
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/**
 * `base64.urlsafe_b64decode`, as lenient as CPython's: it skips what is not in the alphabet, takes
 * `+` and `/` for `-` and `_`, and stops where padding completes a group of four, whatever follows.
 *
 * @throws LinkError `malformed-base64` where the last group is incomplete
 */
export function decodeBase64(text: string): Uint8Array {
  // Strict base64 is faster to read.
  const exact = text.length % 4 === 0 ? decodeBase64url(text.replace(/={1,2}$/, '')) : null;
  return exact ?? decodeLeniently(text);
}

function decodeLeniently(text: string): Uint8Array {
  const digits = usedDigits(text).replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(digits), (character) => character.charCodeAt(0));
}

function usedDigits(text: string): string {
  let digits = '';
  let pads = 0;
  for (const character of text) {
    if (character === '=') {
      const quad = digits.length % 4;
      if (quad >= 2 && quad + ++pads >= 4) return digits;
    } else if (/[\w+/-]/.test(character)) {
      pads = 0;
      digits += character;
    }
  }
  if (digits.length % 4 === 0) return digits;
  throw new LinkError('malformed-base64', 'base64 ends within a group of four characters');
}
