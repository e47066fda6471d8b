import { decodeBase64, encodeBase64 } from '#base64';

/** RFC 4648 §5 without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replace(/=+$/, '');
}

/** Null unless it is the one spelling of some bytes: bits left over at the end have to be zero. */
export function decodeBase64url(text: string): Uint8Array | null {
  if (!/^(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/.test(text)) return null;
  return decodeBase64(text.padEnd(Math.ceil(text.length / 4) * 4, '='));
}
