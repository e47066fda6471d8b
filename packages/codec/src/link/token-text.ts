import { decodeBase32, encodeBase32 } from './base32.ts';
import { decodeBase64url, encodeBase64url } from '#base64url';

/** Alphabet of sealed tokens. Base32 survives mail clients that change the case of a URL. */
export type TokenAlphabet = 'base64url' | 'base32';

export function writeTokenText(bytes: Uint8Array, alphabet: TokenAlphabet): string {
  return alphabet === 'base32' ? `b${encodeBase32(bytes)}` : `s${encodeBase64url(bytes)}`;
}

/**
 * Tells whether a token says of itself that it is sealed; pytracking's begin with `e`, `g` or otherwise.
 */
export function isSealed(token: string): boolean {
  return /^[sbB]/.test(token);
}

/** Null unless the token is the one spelling of some bytes (in base32: but for its case). */
export function readTokenText(token: string): Uint8Array | null {
  const text = token.slice(1);
  return token.startsWith('s') ? decodeBase64url(text) : decodeBase32(text);
}
