import type { LinkKind } from './link.ts';
import { payloadVersions } from './payload-fields.ts';
import { tagBits } from './sealing-key.ts';

/** Unencrypted beginning of a sealed token: docs/sealed-tokens.md. Two bytes; three from version 2 on. */
export interface TokenHeader {
  readonly bytes: Uint8Array;
  readonly kind: LinkKind;
  readonly version: number;
  /** Bits of `hostBit` and `dictionaryBit`, and the number that stands for the id of the key. */
  readonly flags: number;
}

/** The token is bound to a host. */
export const hostBit = 1 << 13;
/** The token needs a dictionary. */
export const dictionaryBit = 1 << tagBits;

const kinds: readonly LinkKind[] = ['open', 'click', 'unsubscribe'];
/** In place of a kind: a third byte with the kind and the version follows. */
const later = kinds.length;
const kindShift = 14;
const versionBits = 6;

export function writeHeader(kind: LinkKind, version: number, flags: number): Uint8Array {
  const number = kinds.indexOf(kind);
  const first = ((version > 1 ? later : number) << kindShift) | flags;
  const third = (number << versionBits) | version;
  return Uint8Array.of(first >> 8, first, ...(version > 1 ? [third] : []));
}

/** Null where it is one of a version that is not known. */
export function readHeader(token: Uint8Array): TokenHeader | null {
  const first = (token[0]! << 8) | token[1]!;
  const isLater = first >> kindShift === later;
  const version = isLater ? token[2]! % 2 ** versionBits : 1;
  const kind = kinds[isLater ? token[2]! >> versionBits : first >> kindShift];
  // The first version has one spelling, without the byte.
  if (!kind || !payloadVersions[version - 1] || isLater !== version > 1) return null;
  const bytes = token.subarray(0, isLater ? 3 : 2);
  return { bytes, kind, version, flags: first % 2 ** kindShift };
}
