/// <reference types="node" />
import { Buffer } from 'node:buffer';
import { isBase64url } from './base64url.ts';

/** Encodes as `base64url.ts` does, 5 times as fast (measured). */
export function encodeBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url');
}

/**
 * Decodes as `base64url.ts` does, 5 times as fast (measured). Not for a public result: it may lie in memory
 * that other Buffers share.
 */
export function decodeBase64url(text: string): Uint8Array | null {
  return isBase64url(text) ? Buffer.from(text, 'base64url') : null;
}
