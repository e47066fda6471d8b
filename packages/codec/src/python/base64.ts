import { LinkError } from '../link-error.ts';

/** `base64.urlsafe_b64encode`, padded. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return encodeBase64Text(binary);
}

/** RFC 4648 §5 without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replace(/={1,2}$/, '');
}

/** The same of a text of Latin-1, such as ASCII. */
export function encodeBase64Text(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_');
}

/**
 * `base64.urlsafe_b64decode`, as lenient as CPython's: it skips what is not in the alphabet, takes
 * `+` and `/` for `-` and `_`, and stops where padding completes a group of four, whatever follows.
 *
 * @throws LinkError `malformed-base64` where the last group is incomplete
 */
export function decodeBase64(text: string): Uint8Array {
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
  throw new LinkError('malformed-base64', 'expected base64 in whole groups of four characters');
}
