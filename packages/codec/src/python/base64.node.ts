/// <reference types="node" />
import { Buffer } from 'node:buffer';
import { decodeBase64 as decodeLeniently } from './base64.ts';

/** The same as in `base64.ts`, 5 times as fast (measured). */
export function encodeBase64(bytes: Uint8Array): string {
  return pad(encodeBase64url(bytes));
}

/** The same as in `base64.ts`. */
export function encodeBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url');
}

/** The same as in `base64.ts`. */
export function encodeBase64Text(text: string): string {
  return pad(Buffer.from(text, 'latin1').toString('base64url'));
}

function pad(text: string): string {
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/**
 * The same as in `base64.ts`, 5 times as fast (measured) where Python's leniency is not needed: Buffer
 * has another one. Not for a public result: it may lie in memory that other Buffers share.
 */
export function decodeBase64(text: string): Uint8Array {
  const isCanonical = text.length % 4 === 0 && /^[\w-]*={0,2}$/.test(text);
  return isCanonical ? Buffer.from(text, 'base64url') : decodeLeniently(text);
}
