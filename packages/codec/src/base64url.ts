/** RFC 4648 §5 without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Null unless it is the one spelling of some bytes: bits left over at the end have to be zero. */
export function decodeBase64url(text: string): Uint8Array | null {
  if (!isBase64url(text)) return null;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Characters that a text may end with, by the number of characters behind the last group of four. */
const lastCharacters = [/^[\w-]*$/, /(?!)/, /^[\w-]+[AQgw]$/, /^[\w-]+[AEIMQUYcgkosw048]$/];

/** Tells whether a text is the one spelling of some bytes. Takes texts of any length. */
export function isBase64url(text: string): boolean {
  return lastCharacters[text.length % 4]!.test(text);
}
