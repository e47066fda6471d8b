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

/** By how many characters follow the last group of four: what the last of them may be. */
const lastCharacters = [/^[\w-]*$/, /(?!)/, /^[\w-]+[AQgw]$/, /^[\w-]+[AEIMQUYcgkosw048]$/];

/** Whether a text is the one spelling of some bytes; also a text of any length. */
export function isBase64url(text: string): boolean {
  return lastCharacters[text.length % 4]!.test(text);
}
