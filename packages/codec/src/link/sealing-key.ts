import { createAes } from '#aes';
import { systemRandomBytes } from '../random.ts';
import { createAesSiv, createCmac, type AesSiv } from '../aes-siv/aes-siv.ts';
import { LinkError } from '../link-error.ts';
import { memoize } from '../memoize.ts';
import { encodeBase32 } from './base32.ts';
import { decodeBase64url, encodeBase64url } from '#base64url';

/** A key of sealed tokens, read and derived. */
export interface SealingKey {
  readonly id: string;
  /** 12-bit hash of the id, which tokens carry instead of it; where two ids have the same, both keys are tried. */
  readonly tag: number;
  /** AES-SIV under this key, with a text as associated data: a token opens only with the same text. */
  readonly boundTo: (associated: string) => AesSiv;
}

export const tagBits = 12;
const secretLength = 32;

/**
 * Generates a key, to be kept secret: `hm1.<id>.<256 random bits as base64url>`.
 *
 * @param id 1 to 32 letters, digits, `-` and `_`, by which results and logs name the key.
 *   Default: `k` and four random characters
 */
export function generateKey(
  id?: string,
  randomBytes: (length: number) => Uint8Array = systemRandomBytes,
): string {
  const name = id ?? `k${encodeBase32(randomBytes(3)).slice(0, 4)}`;
  const key = `hm1.${name}.${encodeBase64url(randomBytes(secretLength))}`;
  readSealingKey(key);
  return key;
}

export function isSealingKey(key: string): boolean {
  return key.startsWith('hm1.');
}

/** @throws LinkError `bad-key` */
export function readSealingKey(key: string): SealingKey {
  const [, id = '', text = ''] = /^hm1\.([\w-]{1,32})\.([\w-]+)$/.exec(key) ?? [];
  const secret = decodeBase64url(text);
  if (secret?.length !== secretLength) {
    throw new LinkError('bad-key', 'expected a key that generateKey made');
  }
  const siv = createAesSiv(deriveKey(secret, id), createAes);
  return {
    id,
    tag: tagOf(id),
    boundTo: memoize((associated) => siv(new TextEncoder().encode(associated))),
  };
}

function tagOf(id: string): number {
  let tag = 0;
  for (const character of id) tag = (tag * 31 + character.charCodeAt(0)) % 2 ** tagBits;
  return tag;
}

/** Derives 512 bits for AES-256-SIV: NIST SP 800-108r1 §4.1 in counter mode, with AES-CMAC. */
function deriveKey(secret: Uint8Array, id: string): Uint8Array {
  const mac = createCmac(createAes(secret));
  const derived = new Uint8Array(64);
  // Counter (1 byte, set below), label, 0, context, length of the result in bits (0x0200).
  const input = new TextEncoder().encode(`\0hitmark sealed\0${id}\x02\0`);
  for (let at = 0; at < derived.length; at += 16) {
    input[0] = at / 16 + 1;
    derived.set(mac(input), at);
  }
  return derived;
}
