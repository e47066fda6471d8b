import { decodeBase64 } from '#base64';

export { encodeBase64url } from '#base64';

/** Null unless it is the one spelling of some bytes: bits left over at the end have to be zero. */
export function decodeBase64url(text: string): Uint8Array | null {
  if (!/^(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/.test(text)) return null;
  return decodeBase64(text.padEnd(Math.ceil(text.length / 4) * 4, '='));
}
